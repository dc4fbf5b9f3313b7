import { DAY, HOUR, MINUTE } from '../../time/index.ts';

/** The tries of an effect, by number and time. The asking action type sets them. */
export interface RetryPolicy {
  /** The first try that failed is repeated after this, and every further one after twice as long. */
  readonly firstGapMs: number;
  readonly gapMaxMs: number;
  /** An effect that is not done after this is given up. */
  readonly giveUpMs: number;
  /** A try without a result after this has failed; by default after the longest time that any try may take. */
  readonly timeoutMs?: number;
}

/** The first try that failed is repeated after this, and every further one after twice as long. */
const FIRST_GAP_MS = MINUTE;
/** The longest pause between two tries. */
const GAP_MS_MAX = 8 * HOUR;
/** An effect that is not done after this is given up. */
const GIVE_UP_MS = 3 * DAY;

/** The default of effects. */
export const USUAL_RETRIES: RetryPolicy = {
  firstGapMs: FIRST_GAP_MS,
  gapMaxMs: GAP_MS_MAX,
  giveUpMs: GIVE_UP_MS,
};
