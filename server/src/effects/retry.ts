import type { EpochMillis } from '@millrace/core/time';
import type { ClaimedEffect } from './performer.ts';

/** A try without a result after this has failed, whatever its action type allows. */
export const TRY_SECONDS_MAX = 600;

/** Shortest pause after a receiver's own request for one. */
const LEAST_ASKED_GAP_MS = 1_000;

/** Tries after which the shortest pause doubles with each: a receiver that keeps asking for none would be asked all the time, for days. */
const TRIES_AS_ASKED = 20;

type Tried = Pick<ClaimedEffect, 'createdAt' | 'attempts' | 'retry'>;

/**
 * The instant of the next try after this many, null to give up. The receiver's wished pause counts first: if it ends beyond
 * the time for giving up, the last try is at that time. Instants are on the account's clock.
 */
export function retryAt(
  { createdAt, attempts, retry }: Tried,
  now: EpochMillis,
  askedMs: number | undefined,
): EpochMillis | null {
  const last = createdAt + retry.giveUpMs;
  if (askedMs !== undefined) {
    const least = Math.min(retry.gapMaxMs, LEAST_ASKED_GAP_MS * 2 ** Math.max(0, attempts - TRIES_AS_ASKED));
    return now < last ? Math.min(last, now + Math.max(least, askedMs)) : null;
  }
  const at = now + Math.min(retry.gapMaxMs, retry.firstGapMs * 2 ** Math.max(0, attempts - 1));
  return at > last ? null : at;
}

/** Time of a try, in milliseconds. */
export function timeoutOf({ retry }: Pick<ClaimedEffect, 'retry'>): number {
  return Math.min(TRY_SECONDS_MAX * 1_000, retry.timeoutMs ?? Number.POSITIVE_INFINITY);
}
