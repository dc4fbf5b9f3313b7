import { EVENT_WORDS } from '@millrace/core/sentences';
import type { Trigger } from '../api/index.ts';

/** What happened that let it in: of a type that every account has, in words. */
export function EventWords({ trigger: { eventTypeId } }: { readonly trigger: Trigger }) {
  const words = eventTypeId === undefined ? undefined : EVENT_WORDS[eventTypeId];
  return words ? (
    <>
      : it has {words.did} {words.what}
      {words.end ?? ''}
    </>
  ) : null;
}
