import type { EpochMillis } from '../../../time/index.ts';
import type { Connection } from '../../definition/index.ts';
import { natureOf, type Outcome, type RunContext } from '../../engine/index.ts';

/** Waits until an instant, which `endOf` computes from the begin of the wait; goes on once it has come. */
export function waitUntil(
  run: RunContext,
  endOf: (since: EpochMillis) => EpochMillis,
  connection: Connection | undefined,
  wakes: readonly string[] = [],
): Outcome {
  const since = waitingSince(run);
  const until = endOf(since);
  if (until > run.now) return { kind: 'park', until, wait: { kind: 'delay', since }, wakes };
  return { kind: 'done', connection };
}

/** Keeps the enrollment at an invalid wait: later actions would come too early. */
export function hold(
  run: RunContext,
  { reason, message }: { readonly reason: string; readonly message: string },
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
function waitingSince({ enrollment: { wait }, now }: RunContext): EpochMillis {
  return wait && natureOf(wait).isWaitItself ? wait.since : now;
}
