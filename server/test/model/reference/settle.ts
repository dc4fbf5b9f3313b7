import { evaluateChanges } from './evaluate.ts';
import { NotCompared } from './not-compared.ts';
import type { Passage, State } from './state.ts';
import { walk } from './walk.ts';

/** More than flows come to that do not go round. Of those that keep each other going, how that ends has tests of its own. */
const ROUNDS_MAX = 40;

/** The longest move is of eight days, and the shortest delay takes minutes. */
const STOPS_MAX = 10_000;

/** Lets everything happen that is due now, and what follows from it. */
export function settle(state: State): void {
  for (let round = 0; ; round++) {
    if (round > ROUNDS_MAX) throw new NotCompared();
    const hadChanges = evaluateChanges(state);
    const [work] = state.background.splice(0, 1);
    work?.();
    const due = dueNow(state);
    for (const passage of due) walk(state, passage);
    if (!hadChanges && !work && due.length === 0) return;
  }
}

/** Moves the clock: what falls due on the way happens at its own instant. */
export function moveTo(state: State, to: number): void {
  for (let stops = 0; ; stops++) {
    if (stops > STOPS_MAX) throw new Error(`The reference has stopped ${STOPS_MAX} times in one move.`);
    settle(state);
    const next = Math.min(...state.passages.map(({ due }) => due ?? Number.POSITIVE_INFINITY));
    if (next > to) break;
    state.now = Math.max(state.now, next);
  }
  state.now = to;
}

/** In the order in which they fell due, and of those the one that began first. */
function dueNow({ passages, now }: State): Passage[] {
  return passages
    .filter(({ due }) => due !== null && due <= now)
    .toSorted((a, b) => a.due! - b.due! || a.number - b.number);
}
