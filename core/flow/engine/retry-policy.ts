import { DAY, HOUR, MINUTE } from '../../time/index.ts';

/** How often, and for how long, an effect is tried. A matter of the action type that asks for it. */
export interface RetryPolicy {
  /** The first try that failed is repeated after this, and every further one after twice as long. */
  readonly firstGapMs: number;
  readonly gapMaxMs: number;
  /** An effect that has not come about after this is given up. */
  readonly giveUpMs: number;
  /** A try that has come to nothing after this counts as failed; without it, after as long as any try may take. */
  readonly timeoutMs?: number;
}

/** The first try that failed is repeated after this, and every further one after twice as long. */
const FIRST_GAP_MS = MINUTE;
/** Between two tries lies no more than this. */
const GAP_MS_MAX = 8 * HOUR;
/** An effect that has not come about after this is given up. */
const GIVE_UP_MS = 3 * DAY;

/** What holds where an effect does not say otherwise. */
export const USUAL_RETRIES: RetryPolicy = {
  firstGapMs: FIRST_GAP_MS,
  gapMaxMs: GAP_MS_MAX,
  giveUpMs: GIVE_UP_MS,
};
