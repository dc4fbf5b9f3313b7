import { sayReason } from '@millrace/core/sentences';
import { iso } from '@millrace/core/time';
import { fillPlace, takePlace } from '../effects/index.ts';
import { flowNames } from '../flows/index.ts';
import type { Unit } from '../history/index.ts';
import { escapeText } from '../platform/index.ts';
import { type Alert, logTold, type Rule, type ToldKind } from './queries.ts';
import type { Destination } from './rule.ts';

/** The kinds of effects that alerts are. */
export const ALERT_WEBHOOK = 'alert_webhook';
export const ALERT_MAIL = 'alert_mail';

/** Puts an alert where performers take it, an effect for each destination, and notes it. */
export async function tell(
  unit: Unit,
  { id: ruleId, rule }: Rule,
  alert: Alert,
  kind: ToldKind,
  count: number,
): Promise<void> {
  const { flowId, actionId, reason, begunAt } = alert;
  const flowName = (await flowNames(unit.tx, unit.account.id, [flowId])).get(flowId) ?? null;
  const message = {
    kind,
    rule: { id: ruleId, name: rule.name },
    flow: { id: flowId, name: flowName },
    actionId: actionId === '' ? null : actionId,
    reason: reason === '' ? null : reason,
    // Counting stops at what the rule asks for.
    failures: { atLeast: count, within: rule.window },
    begunAt: iso(begunAt),
    at: iso(unit.account.now),
  };
  const effectIds: string[] = [];
  for (const destination of rule.destinations) {
    const effectKind = destination.type === 'WEBHOOK' ? ALERT_WEBHOOK : ALERT_MAIL;
    const place = await takePlace(unit, effectKind, { prefix: `${effectKind}:`, key: null });
    await fillPlace(unit, place.effect.id, requestOf(destination, message));
    effectIds.push(place.effect.id);
  }
  await logTold(unit, {
    ruleId,
    ruleName: rule.name,
    kind,
    flowId,
    actionId,
    reason,
    count,
    begunAt,
    effectIds,
  });
}

interface Message {
  readonly kind: ToldKind;
  readonly rule: { readonly name: string };
  readonly flow: { readonly id: string; readonly name: string | null };
  readonly actionId: string | null;
  readonly reason: string | null;
  readonly failures: { readonly atLeast: number; readonly within: string };
  readonly begunAt: string;
  readonly at: string;
}

function requestOf(destination: Destination, message: Message): object {
  if (destination.type === 'WEBHOOK') {
    const { url, auth } = destination;
    return { url, ...(auth ? { auth } : {}), body: message };
  }
  const { subject, lines } = textsOf(message);
  return { to: destination.to, subject, html: lines.map((line) => `<p>${escapeText(line)}</p>`).join('\n') };
}

function textsOf({ kind, rule, flow, actionId, reason, failures, begunAt, at }: Message) {
  const name = flow.name === null || flow.name === '' ? `Flow ${flow.id}` : `Flow ${flow.id} "${flow.name}"`;
  const what = { BEGAN: 'begins to fail', GOES_ON: 'goes on failing', RECOVERED: 'has recovered' }[kind];
  const where = [
    ...(actionId === null ? [] : [`at action ${actionId}`]),
    ...(reason === null ? [] : [`${sayReason(reason)} (${reason})`]),
  ];
  const lines = [
    `${name} ${what}${where.length > 0 ? `: ${where.join(', ')}` : ''}.`,
    kind === 'RECOVERED'
      ? `It began at ${begunAt}, and was over at ${at}.`
      : `${failures.atLeast} or more failed steps within ${failures.within}; it began at ${begunAt}.`,
    `Rule: ${rule.name}.`,
  ];
  return { subject: `${name} ${what}`, lines };
}
