import { delayText, membersOf, type Names, numberOf, textOf } from '../../sentence/index.ts';
import { sayAction } from './say-action.ts';

/** A length of time by its number and unit: `4320` minutes are `3 days`. */
export function lengthText(delta: unknown, unit: unknown): string | undefined {
  const count = numberOf(delta);
  return count === undefined ? undefined : delayText(count, textOf(unit) || 'MINUTES');
}

/** What a wait waits for, by the action itself: `Wait 3 days`. */
export function sayDelay(action: unknown, flow: unknown, names: Names) {
  return sayAction(membersOf(action), flow, names);
}
