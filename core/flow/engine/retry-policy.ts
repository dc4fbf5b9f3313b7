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

/** What holds where an effect does not say otherwise. */
export const USUAL_RETRIES: RetryPolicy = { firstGapMs: MINUTE, gapMaxMs: 8 * HOUR, giveUpMs: 3 * DAY };
