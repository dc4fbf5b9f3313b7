import { SKIPPABLE_WAITS, type Wait } from '@millrace/core/flow';
import type { Unit } from '../history/index.ts';
import { makeDue } from './due.ts';

/**
 * Marks the wait of an active enrollment as skipped, if it is a delay or an invalid wait, and makes the enrollment due.
 * Returns the resulting wait; undefined for an ended enrollment. Due rows first, enrollments second: the order in which
 * batches lock them.
 */
export async function skipStoredWait(
  unit: Unit,
  waiting: { readonly flowId: string; readonly enrollmentId: string },
): Promise<Wait | null | undefined> {
  await makeDue(unit, [waiting]);
  const [row] = await unit.tx`
    update enrollments
    set wait = case when wait ->> 'kind' = any(${SKIPPABLE_WAITS}::text[]) then wait || '{"skipped": true}' else wait end
    where account_id = ${unit.account.id} and flow_id = ${waiting.flowId} and id = ${waiting.enrollmentId} and ended = 0
    returning wait`;
  return row?.['wait'] as Wait | null | undefined;
}
