import type { EpochMillis } from '../../time/index.ts';
import type { Effort } from '../effort.ts';
import type { Bound } from './bound.ts';

/** Operations that a step along the calendar counts for. */
export const CALENDAR_STEP = 400;

/** The next instant after now at which "the value is not before the bound" changes; Infinity when it never does again. */
export function nextFlip(bound: Bound, value: EpochMillis, now: EpochMillis, effort: Effort): EpochMillis {
  if (bound.pace === 'FIXED' || Number.isNaN(value)) return Number.POSITIVE_INFINITY;
  const present = value >= bound.at(now);
  for (let at = now; ; ) {
    effort.spend(CALENDAR_STEP);
    at = noFlipBefore(bound, value, at);
    if (at === Number.POSITIVE_INFINITY || value >= bound.at(at) !== present) return at;
  }
}

/**
 * An instant after now before which there is no flip for sure, and mostly that of the next one. Far from the value it is leapt to: a bound's distance
 * from now varies by no more than its slack.
 */
export function noFlipBefore(bound: Bound, value: EpochMillis, now: EpochMillis): EpochMillis {
  if (bound.pace === 'FIXED' || Number.isNaN(value)) return Number.POSITIVE_INFINITY;
  const gap = value - bound.at(now);
  if (gap < -bound.slack - 1) return Number.POSITIVE_INFINITY;
  const step = bound.nextStep(now);
  // Between steps a moving bound passes the value once: it is beyond it a millisecond after it is at it.
  const next = bound.pace === 'MOVES' && gap >= 0 ? Math.min(step, now + gap + 1) : step;
  // A leap may be a short one, and many such would follow one another while the bound stands still.
  return gap > bound.slack + 1 ? Math.max(next, now + gap - bound.slack) : next;
}
