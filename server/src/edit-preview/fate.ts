import type { EnrollmentState, Halt, Turn } from '@millrace/core/flow';
import type { EpochMillis } from '@millrace/core/time';

/** What becomes of an enrollment by a save, as far as its next move. */
export type Fate =
  /** As without the save. */
  | { readonly kind: 'STAYS' }
  /** Its wait is over. */
  | { readonly kind: 'GOES_ON_NOW'; readonly actionId: string | null }
  | { readonly kind: 'WAITS_UNTIL'; readonly until: EpochMillis }
  /** For a wait that cannot be waited, until the flow or the record is mended. */
  | { readonly kind: 'IS_HELD'; readonly reason: string }
  /** Its action is gone; it goes on at once at another one. */
  | { readonly kind: 'MOVES_TO'; readonly actionId: string }
  | { readonly kind: 'ENDS'; readonly reason: string }
  /** What nobody has begun for it is not done, and it goes on. */
  | { readonly kind: 'IS_SKIPPED'; readonly reason: 'FLOW_TURNED_OFF' }
  /** That takes more than can be looked up beforehand. */
  | { readonly kind: 'UNKNOWN' };

/** From a passage that was driven by one step, in memory, under the flow as it would be. */
export function fateOf(before: EnrollmentState & { readonly dueAt: EpochMillis | null }, turn: Turn): Fate {
  const { halt, enrollment, steps } = turn;
  if (halt.kind === 'ended') return { kind: 'ENDS', reason: halt.end.reason };
  const isPast =
    steps.some(({ actionId }) => actionId === before.actionId) && enrollment.wait?.kind !== 'held';
  if (isPast) return { kind: 'GOES_ON_NOW', actionId: enrollment.actionId };
  if (halt.kind === 'needs') return { kind: 'UNKNOWN' };
  if (halt.kind === 'paused') return { kind: 'STAYS' };
  return parked(before, halt, enrollment);
}

function parked(
  before: EnrollmentState & { readonly dueAt: EpochMillis | null },
  { until }: Extract<Halt, { kind: 'parked' }>,
  { wait }: EnrollmentState,
): Fate {
  if (wait?.kind === 'held')
    return before.wait?.kind === 'held' ? { kind: 'STAYS' } : { kind: 'IS_HELD', reason: wait.reason };
  if (until === null || until === before.dueAt) return { kind: 'STAYS' };
  return { kind: 'WAITS_UNTIL', until };
}
