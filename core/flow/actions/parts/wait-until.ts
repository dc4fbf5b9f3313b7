import type { EpochMillis } from '../../../time/index.ts';
import type { Connection } from '../../definition/index.ts';
import type { Outcome, RunContext } from '../../engine/index.ts';

/** Waits until an instant, which `endOf` tells from when the enrollment began to wait; goes on when it has come. */
export function waitUntil(
  { enrollment: { wait }, now }: RunContext,
  endOf: (since: EpochMillis) => EpochMillis,
  connection: Connection | undefined,
): Outcome {
  // Who was held here until the wait was mended has waited all the while.
  const since = wait?.kind === 'delay' || wait?.kind === 'held' ? wait.since : now;
  const until = endOf(since);
  if (until > now) return { kind: 'wait', until, wait: { kind: 'delay', since } };
  return { kind: 'done', connection };
}
