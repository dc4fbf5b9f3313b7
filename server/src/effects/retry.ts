import type { EpochMillis } from '@millrace/core/time';
import type { ClaimedEffect } from './performer.ts';

/** A try that has come to nothing after this counts as failed, whatever its action type allows. */
export const TRY_SECONDS_MAX = 600;

/** A receiver may ask to be left alone for a while, and is, for this long at least. */
const LEAST_ASKED_GAP_MS = 1_000;

type Tried = Pick<ClaimedEffect, 'createdAt' | 'attempts' | 'retry'>;

/**
 * When an effect is tried again after this many tries, null when it is given up. After what the receiver has asked for, where
 * it has: if that is beyond the time at which it would be given up, then at that time once more. Instants are on the account's clock.
 */
export function retryAt(
  { createdAt, attempts, retry }: Tried,
  now: EpochMillis,
  askedMs: number | undefined,
): EpochMillis | null {
  const last = createdAt + retry.giveUpMs;
  if (askedMs !== undefined)
    return now < last ? Math.min(last, now + Math.max(LEAST_ASKED_GAP_MS, askedMs)) : null;
  const at = now + Math.min(retry.gapMaxMs, retry.firstGapMs * 2 ** Math.max(0, attempts - 1));
  return at > last ? null : at;
}

/** How long a try may take, in milliseconds. */
export function timeoutOf({ retry }: Pick<ClaimedEffect, 'retry'>): number {
  return Math.min(TRY_SECONDS_MAX * 1_000, retry.timeoutMs ?? Number.POSITIVE_INFINITY);
}
