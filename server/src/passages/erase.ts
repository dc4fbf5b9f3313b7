import type { RecordRef } from '@millrace/core/record';
import type { Unit } from '../history/index.ts';

/**
 * Erases a record's data from its passages: the triggering event, outputs, details of steps. The passages and their times
 * stay. Returns the passages, by enrollment.
 */
export async function forgetPassages(
  { tx, account }: Unit,
  { objectTypeId, id }: RecordRef,
): Promise<string[]> {
  const rows = await tx`
    with passages as (
      update enrollments set trigger = trigger - 'properties', outputs = null
      where account_id = ${account.id} and object_type_id = ${objectTypeId} and record_id = ${id} and record_id > 0
      returning flow_id, id
    ), told as (
      update steps set detail = null from passages
      where steps.account_id = ${account.id} and steps.flow_id = passages.flow_id
        and steps.enrollment_id = passages.id and steps.detail is not null
    )
    select id from passages`;
  return rows.map((row) => row['id'] as string);
}
