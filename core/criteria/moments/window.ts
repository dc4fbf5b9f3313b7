import type { EpochMillis } from '../../time/index.ts';
import type { Bound } from './bound.ts';
import { nextFlip } from './flip.ts';

/** From a bound (itself inside) to another (itself outside); either may be open. `outside`: everything but that. */
export interface Window {
  readonly from: Bound | null;
  readonly to: Bound | null;
  readonly outside: boolean;
}

export function windowHolds(window: Window, value: EpochMillis, now: EpochMillis): boolean {
  const inside = (!window.from || value >= window.from.at(now)) && (!window.to || value < window.to.at(now));
  return inside !== window.outside;
}

/** Whether time alone can change the content of the window. */
export function windowMoves({ from, to }: Window): boolean {
  return (from !== null && from.pace !== 'FIXED') || (to !== null && to.pace !== 'FIXED');
}

/** Both bounds may pass a value at one instant; more than a few such do not follow one another. */
const MAX_FLIPS = 64;

/** The next instant at which the window comes to hold the value, or ceases to. */
export function windowHoldsUntil(window: Window, value: EpochMillis, now: EpochMillis): EpochMillis {
  const present = windowHolds(window, value, now);
  let at = now;
  for (let flips = 0; flips < MAX_FLIPS; flips++) {
    const from = window.from ? nextFlip(window.from, value, at) : Number.POSITIVE_INFINITY;
    const to = window.to ? nextFlip(window.to, value, at) : Number.POSITIVE_INFINITY;
    at = Math.min(from, to);
    if (at === Number.POSITIVE_INFINITY || windowHolds(window, value, at) !== present) return at;
  }
  return at;
}
