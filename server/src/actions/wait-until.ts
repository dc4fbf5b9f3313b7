import type { Connection, Outcome, RunContext } from '@millrace/core/flow';
import type { EpochMillis } from '@millrace/core/time';

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
