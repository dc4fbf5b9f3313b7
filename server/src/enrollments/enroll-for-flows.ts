import type { Entrance, Workspace } from '@millrace/core/flow';
import { BeginAgain, type Unit } from '../history/index.ts';
import { type Admission, insertEnrollments, insertRefusals } from '../passages/index.ts';
import { isHeldByAnother, LOCK_NOT_AVAILABLE } from '../platform/index.ts';
import { leaveOthers, takeTurnToTake } from './leave-others.ts';

/**
 * Time that a batch, which holds records, waits for another transaction that is letting the same record into the same flow, or has the
 * passage in hand that the record is to leave.
 */
const PATIENCE_MS = 100;

/**
 * Stores the records that a batch has let into flows, and those that were kept out, with the batch. When another transaction has let
 * one in since it was asked about, the batch begins again and finds it inside; so it does when another is about to: that one may be
 * waiting for a record of the batch.
 */
export async function enrollForFlows(unit: Unit, { enrolling }: Workspace): Promise<void> {
  if (enrolling.length === 0) return;
  const all = enrolling.map(({ entrance, ref, trigger, depth, refusal }) => ({
    admission: { ...entrance, ref, trigger, depth, at: unit.times.of(ref.id) } satisfies Admission & Entrance,
    refusal,
  }));
  const welcome = all.flatMap(({ admission, refusal }) => (refusal === null ? [admission] : []));
  await impatiently(unit, async () => {
    await takeTurnToTake(unit, welcome);
    const ids = await insertEnrollments(unit, welcome);
    if (ids.includes(null)) throw new BeginAgain();
    await leaveOthers(
      unit,
      welcome.map(({ flowId, ref, unenrolls = 'none' }, index) => ({
        enrollmentId: ids[index]!,
        flowId,
        ref,
        unenrolls,
      })),
    );
  });
  await insertRefusals(
    unit,
    all.flatMap(({ admission, refusal: reason }) => (reason === null ? [] : [{ admission, reason }])),
  );
}

/** Still an error that lies elsewhere than in the rows, should the other never be done. */
class StillEntering extends BeginAgain {
  readonly code = LOCK_NOT_AVAILABLE;
}

async function impatiently<T>({ tx }: Unit, work: () => Promise<T>): Promise<T> {
  try {
    const hurry = tx`select set_config('lock_timeout', ${String(PATIENCE_MS)}, true)`.execute();
    const [, done] = await Promise.all([hurry, work()]);
    await tx`set local lock_timeout to default`;
    return done;
  } catch (error) {
    throw isHeldByAnother(error)
      ? new StillEntering('The record is still entering elsewhere.', { cause: error })
      : error;
  }
}
