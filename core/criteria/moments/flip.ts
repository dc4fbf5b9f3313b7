import type { EpochMillis } from '../../time/index.ts';
import type { Bound } from './bound.ts';

/**
 * The next instant after now at which "the value is not before the bound" changes; Infinity when it never does again.
 * Far from the value it leaps: a bound's distance from now varies by no more than its slack.
 */
export function nextFlip(bound: Bound, value: EpochMillis, now: EpochMillis): EpochMillis {
  if (bound.pace === 'FIXED' || Number.isNaN(value)) return Number.POSITIVE_INFINITY;
  const present = value >= bound.at(now);
  let at = now;
  for (;;) {
    const gap = value - bound.at(at);
    if (gap < -bound.slack - 1) return Number.POSITIVE_INFINITY;
    if (gap > bound.slack + 1) {
      at += gap - bound.slack;
      continue;
    }
    const step = bound.nextStep(at);
    // Between steps a moving bound passes the value once: it is beyond it a millisecond after it is at it.
    const crossing = bound.pace === 'MOVES' && gap >= 0 ? at + gap + 1 : Number.POSITIVE_INFINITY;
    const next = Math.min(step, crossing);
    if (next === Number.POSITIVE_INFINITY) return next;
    if (value >= bound.at(next) !== present) return next;
    at = next;
  }
}
