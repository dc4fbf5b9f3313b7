import { DAY, type EpochMillis, HOUR, MINUTE } from '@millrace/core/time';

/** The first try that failed is repeated after this, and every further one after twice as long. */
const FIRST_GAP_MS = MINUTE;
const GAP_MS_MAX = 8 * HOUR;

/** An effect that has not come about after this is given up. */
const GIVE_UP_MS = 3 * DAY;

/** When an effect is tried again after `attempts` tries, null when it is given up. Instants are on the account's clock. */
export function retryAt(createdAt: EpochMillis, attempts: number, now: EpochMillis): EpochMillis | null {
  const at = now + Math.min(GAP_MS_MAX, FIRST_GAP_MS * 2 ** Math.max(0, attempts - 1));
  return at - createdAt > GIVE_UP_MS ? null : at;
}
