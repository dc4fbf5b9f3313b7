import { DAY, type EpochMillis } from '../../time/index.ts';
import type { Effort } from '../effort.ts';
import type { Leaf } from '../leaf.ts';
import { windowAt, windowHoldsAtLeastUntil, windowHoldsUntil } from '../moments/window.ts';
import type { EventOccurrence } from '../subject.ts';
import { NEVER } from './node.ts';
import type { Refinement } from './pruning.ts';

/** What is asked of events, and who pays. */
export interface EventQuestion {
  readonly leaves: readonly Leaf[];
  readonly refinement: Refinement;
  readonly effort: Effort;
}

/** Changes in a row, all without effect on the answer, that are looked at, and how far ahead; the answer is asked for again then. */
const MAX_CHANGES = 200;
const LOOKED_AHEAD = 10 * 366 * DAY;

/** One event, as it has been since its last change. */
interface Watched {
  readonly event: EventOccurrence;
  since: EpochMillis;
  isInWindows: boolean;
  isMatching: boolean;
  /** When it changes next; as long as that is not worked out, an instant before which it does not. */
  next: EpochMillis;
  isWorkedOut: boolean;
}

/**
 * When time alone can change next what the events together say. Events change one after the other, and when one does is only worked out when it
 * may be the next to: of a thousand that leave a window, the first few hundred.
 */
export function eventsHoldUntil(
  events: readonly EventOccurrence[],
  question: EventQuestion,
  now: EpochMillis,
): EpochMillis {
  const { refinement, effort } = question;
  const lookAt = watcher(question);
  const waiting = lookAt(events, now).toSorted((a, b) => a.next - b.next);
  let all = waiting.filter(({ isInWindows }) => isInWindows).length;
  let matching = waiting.filter(({ isMatching }) => isMatching).length;
  const present = refinement.enough(matching, all);
  /** Those whose turn may have come, among them all whose next change is worked out. */
  const near: Watched[] = [];
  let first = 0;
  let at = now;
  for (let changes = 0; changes < MAX_CHANGES && at <= now + LOOKED_AHEAD; ) {
    effort.spend(near.length + 1);
    const soonest = near.reduce((least, { next }) => Math.min(least, next), NEVER);
    const coming = waiting[first]?.next ?? NEVER;
    if (coming === NEVER && soonest === NEVER) return NEVER;
    if (coming <= soonest) {
      for (; waiting[first]?.next === coming; first++) near.push(waiting[first]!);
      continue;
    }
    const unclear = near.filter(({ next, isWorkedOut }) => next === soonest && !isWorkedOut);
    if (unclear.length > 0) {
      for (const watched of unclear) workOut(watched, question);
      continue;
    }
    at = soonest;
    const changed = near.filter(({ next }) => next === at);
    const after = lookAt(
      changed.map(({ event }) => event),
      at,
    );
    for (const [index, watched] of changed.entries()) {
      const { isInWindows, isMatching } = after[index]!;
      all += Number(isInWindows) - Number(watched.isInWindows);
      matching += Number(isMatching) - Number(watched.isMatching);
      Object.assign(watched, after[index]!);
    }
    if (refinement.enough(matching, all) !== present) return at;
    changes++;
  }
  return at;
}

/** Looks at events at an instant: what they are, and since when. */
function watcher({ leaves, refinement, effort }: EventQuestion) {
  const isMovedByLeaf = leaves.some((leaf) => leaf.holdsUntil);
  return (events: readonly EventOccurrence[], at: EpochMillis): Watched[] => {
    effort.spend(events.length * (1 + refinement.windows.length + leaves.length));
    const windows = refinement.windows.map((window) => ({ window, holds: windowAt(window, at) }));
    return events.map((event) => {
      const isInWindows = windows.every(({ holds }) => holds(event.occurredAt));
      let next = isMovedByLeaf ? at : NEVER;
      for (const { window } of windows)
        next = Math.min(next, windowHoldsAtLeastUntil(window, event.occurredAt, at));
      return {
        event,
        since: at,
        isInWindows,
        isMatching: isInWindows && leaves.every((leaf) => leaf.met(event, at)),
        next,
        isWorkedOut: false,
      };
    });
  };
}

function workOut(watched: Watched, { leaves, refinement, effort }: EventQuestion): void {
  const { event, since } = watched;
  let next = NEVER;
  for (const window of refinement.windows)
    next = Math.min(next, windowHoldsUntil(window, event.occurredAt, since, effort));
  for (const leaf of leaves) next = Math.min(next, leaf.holdsUntil?.(event, since) ?? NEVER);
  watched.next = next;
  watched.isWorkedOut = true;
}
