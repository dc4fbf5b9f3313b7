import type { Action } from '@millrace/core/flow';
import { type Parsed, quote } from '@millrace/core/problem';
import { addSubtractProperty } from './add-subtract-property.ts';
import { copyProperty } from './copy-property.ts';
import { dateStampProperty } from './date-stamp-property.ts';
import { delay } from './delay.ts';
import { email } from './email.ts';
import type { KeepSecret, LegacyAction, Members } from './legacy-action.ts';
import { setCompanyProperty } from './set-company-property.ts';
import { setContactProperty } from './set-contact-property.ts';
import { webhook } from './webhook.ts';

export type { KeepSecret, Members } from './legacy-action.ts';

/** The action types that the older API makes and shows. */
const LEGACY_ACTIONS: readonly LegacyAction[] = [
  addSubtractProperty,
  copyProperty,
  dateStampProperty,
  delay,
  email,
  setCompanyProperty,
  setContactProperty,
  webhook,
];

/** The flow's action for one of the older API, or its problems. */
export function actionToFlow(input: unknown, at: string, keepSecret: KeepSecret): Parsed<Members> {
  const type = typeof input === 'object' && input !== null && 'type' in input ? input.type : undefined;
  const known = LEGACY_ACTIONS.find((candidate) => candidate.type === type);
  if (known) return known.toFlow(input, at, keepSecret);
  const types = LEGACY_ACTIONS.map((candidate) => candidate.type).join(', ');
  const message = `${at}.type ${quote(type)} cannot be made here; there are ${types}.`;
  return { ok: false, problems: [{ path: `${at}.type`, code: 'UNSUPPORTED_ACTION', message }] };
}

/** A flow's action as the older API shows it: UNSUPPORTED_ACTION when that API has no type for it. */
export function actionFromFlow(action: Action): Members {
  for (const { type, fromFlow } of LEGACY_ACTIONS) {
    const members = fromFlow(action);
    if (members) return { type, ...members };
  }
  return { type: 'UNSUPPORTED_ACTION' };
}
