import type { Workspace } from '@millrace/core/flow';
import { BeginAgain, type Unit } from '../history/index.ts';
import { type Admission, insertEnrollments, insertRefusals } from '../passages/index.ts';

/**
 * Stores the records that a batch has let into flows, and those that were kept out, with the batch. When another transaction has let
 * one in since it was asked about, the batch begins again and finds it inside.
 */
export async function enrollForFlows(unit: Unit, { enrolling }: Workspace): Promise<void> {
  if (enrolling.length === 0) return;
  const all = enrolling.map(({ entrance, ref, trigger, depth, refusal }) => ({
    admission: { ...entrance, ref, trigger, depth, at: unit.account.now } satisfies Admission,
    refusal,
  }));
  const ids = await insertEnrollments(
    unit,
    all.flatMap(({ admission, refusal }) => (refusal === null ? [admission] : [])),
  );
  if (ids.includes(null)) throw new BeginAgain();
  await insertRefusals(
    unit,
    all.flatMap(({ admission, refusal: reason }) => (reason === null ? [] : [{ admission, reason }])),
  );
}
