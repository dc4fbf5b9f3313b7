import type { EpochMillis } from '../../time/index.ts';
import type { Effort } from '../effort.ts';
import type { Bound } from './bound.ts';
import { nextFlip, noFlipBefore } from './flip.ts';

/** From a bound (itself inside) to another (itself outside); either may be open. `outside`: everything but that. */
export interface Window {
  readonly from: Bound | null;
  readonly to: Bound | null;
  readonly outside: boolean;
}

/** Whether the window holds a value at an instant; the bounds are worked out once for all values. */
export function windowAt({ from, to, outside }: Window, now: EpochMillis): (value: EpochMillis) => boolean {
  const first = from?.at(now) ?? Number.NEGATIVE_INFINITY;
  const end = to?.at(now) ?? Number.POSITIVE_INFINITY;
  return (value) => (value >= first && value < end) !== outside;
}

/** Whether time alone can change the content of the window. */
export function windowMoves({ from, to }: Window): boolean {
  return (from !== null && from.pace !== 'FIXED') || (to !== null && to.pace !== 'FIXED');
}

/** Both bounds may pass a value at one instant; more than a few such do not follow one another. */
const MAX_FLIPS = 64;

/** The next instant at which the window comes to hold the value, or ceases to. */
export function windowHoldsUntil(
  window: Window,
  value: EpochMillis,
  now: EpochMillis,
  effort: Effort,
): EpochMillis {
  const present = windowAt(window, now)(value);
  let at = now;
  for (let flips = 0; flips < MAX_FLIPS; flips++) {
    const from = window.from ? nextFlip(window.from, value, at, effort) : Number.POSITIVE_INFINITY;
    const to = window.to ? nextFlip(window.to, value, at, effort) : Number.POSITIVE_INFINITY;
    at = Math.min(from, to);
    if (at === Number.POSITIVE_INFINITY || windowAt(window, at)(value) !== present) return at;
  }
  return at;
}

/** An instant until which the window holds the value, or does not, for sure; it may be too early, but is told at once. */
export function windowHoldsAtLeastUntil(
  { from, to }: Window,
  value: EpochMillis,
  now: EpochMillis,
): EpochMillis {
  const of = (bound: Bound | null) => (bound ? noFlipBefore(bound, value, now) : Number.POSITIVE_INFINITY);
  return Math.min(of(from), of(to));
}
