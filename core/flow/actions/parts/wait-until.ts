import { type EpochMillis, iso } from '../../../time/index.ts';
import type { Connection } from '../../definition/index.ts';
import { countedFrom, natureOf, type Outcome, type RunContext } from '../../engine/index.ts';
import type { Reason } from '../../reasons/index.ts';

/** What is waited for, and until when. */
export interface Awaiting {
  /** For people: `3 days`, `Tuesday at 09:00`. */
  readonly says: string;
  /** The end, from the begin of the wait. */
  readonly endOf: (since: EpochMillis) => EpochMillis;
  /** Keys of `wake-keys.ts` that have it looked at again. */
  readonly wakes?: readonly string[];
}

/** Waits until an instant, which is computed from the begin of the wait; goes on once it has come. */
export function waitUntil(
  run: RunContext,
  { says, endOf, wakes = [] }: Awaiting,
  connection: Connection | undefined,
): Outcome {
  const since = waitingSince(run);
  const until = endOf(countedSince(run));
  if (until > run.now) return { kind: 'park', until, wait: { kind: 'delay', since, says }, wakes };
  return { kind: 'done', connection, detail: { waitedFor: says, until: iso(until) } };
}

/** Keeps the enrollment at an invalid wait: later actions would come too early. */
export function hold(
  run: RunContext,
  { reason, message }: { readonly reason: Reason; readonly message: string },
  wakes: readonly string[] = [],
): Outcome {
  return {
    kind: 'park',
    until: null,
    wait: { kind: 'held', since: run.enrollment.wait?.since ?? run.now, reason, message },
    wakes,
  };
}

/** The time held here, until the wait was mended, counts as waited. */
export function waitingSince({ enrollment: { wait }, now }: RunContext): EpochMillis {
  return wait && natureOf(wait).isWaitItself ? wait.since : now;
}

/** From when on a length of time counts: later, by how long time stood still meanwhile. */
export function countedSince({ enrollment: { wait }, now }: RunContext): EpochMillis {
  return wait && natureOf(wait).isWaitItself ? countedFrom(wait) : now;
}
