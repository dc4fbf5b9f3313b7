import type { RecordRef } from '@millrace/core/record';
import { noteErased } from '../archive/index.ts';
import { BeginAgain, type Unit } from '../history/index.ts';

/** Locks the passages of records, in the order of their keys. */
export async function lockPassages({ tx, account }: Unit, refs: readonly RecordRef[]): Promise<void> {
  await tx`
    select from enrollments
    where account_id = ${account.id} and record_id = any(${refs.map(({ id }) => id)}::bigint[]) and record_id > 0
    order by flow_id, id for no key update`;
}

/**
 * Erases a record's data from its passages: the triggering event, outputs, details of steps. The passages and their times
 * stay. Returns the passages, by enrollment. They were locked before the record was: should a batch have a new one in hand, which waits for
 * the record, the unit begins again.
 */
export async function forgetPassages(
  { tx, account }: Unit,
  { objectTypeId, id }: RecordRef,
): Promise<string[]> {
  const rows = (await tx`
    with of_record as materialized (
      select flow_id, id from enrollments
      where account_id = ${account.id} and object_type_id = ${objectTypeId} and record_id = ${id} and record_id > 0
    ), held as materialized (
      select flow_id, id from enrollments
      where account_id = ${account.id} and object_type_id = ${objectTypeId} and record_id = ${id} and record_id > 0
      for no key update skip locked
    ), kept as (
      delete from kept_triggers where account_id = ${account.id} and object_type_id = ${objectTypeId} and record_id = ${id}
    ), passages as (
      update enrollments set trigger = trigger - 'properties', outputs = null
      from held where account_id = ${account.id} and enrollments.flow_id = held.flow_id and enrollments.id = held.id
    ), told as (
      update turns set detail = null, entries = (
        select jsonb_agg(jsonb_set(said, '{2}', 'null', false) order by place) from jsonb_array_elements(entries) with ordinality as entry (said, place)
      )
      from held where turns.account_id = ${account.id} and turns.enrollment_id = held.id
    )
    select id, exists (select from held where held.id = of_record.id) as "isHeld" from of_record`) as unknown as {
    readonly id: string;
    readonly isHeld: boolean;
  }[];
  if (rows.some(({ isHeld }) => !isHeld))
    throw new BeginAgain('A contact that is erased keeps being enrolled.');
  const ids = rows.map((row) => row.id);
  await noteErased(tx, account.id, 'PASSAGE', ids);
  return ids;
}
