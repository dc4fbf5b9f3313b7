import type { RecordRef } from '@millrace/core/record';
import type { Unit } from '../history/index.ts';
import { onlyThrough } from '../platform/index.ts';
import { isMailed } from './mailed.ts';
import { logMoves } from './moves.ts';
import { forgetWakeKeys } from './wakes.ts';

/** A record inside a flow. */
export interface Inside {
  readonly flowId: string;
  readonly recordId: string;
}

/** A record to unenroll, and the reason. */
export type Leaving = Inside & { readonly reason: string };

/** A passage that was ended. */
export interface Ended extends Inside {
  readonly id: string;
}

/** The flows that records are inside of. Rides enrollments_by_record. */
export async function selectActive(unit: Unit, refs: readonly RecordRef[]): Promise<Inside[]> {
  const rows = await unit.tx`
    select passage.flow_id as "flowId", passage.record_id as "recordId"
    from unnest(${refs.map((ref) => ref.id)}::bigint[]) as record (id)
    cross join lateral (
      select flow_id, record_id, ended from enrollments
      where account_id = ${unit.account.id} and record_id = record.id and ${unit.tx.unsafe(onlyThrough('record_id'))}
      offset 0
    ) as passage
    where passage.ended = 0`;
  return rows as unknown as Inside[];
}

/** A passage that has just begun, and the flows of which it ends older ones; null: all others. */
export interface Beginning {
  readonly enrollmentId: string;
  readonly flowId: string;
  readonly recordId: string;
  readonly of: readonly string[] | null;
}

/** The active passages of the same records through other flows that began before, in one statement. Rides enrollments_by_record. */
export async function selectActiveBefore(
  { tx, account }: Unit,
  beginnings: readonly Beginning[],
): Promise<Inside[]> {
  const rows = await tx`
    select distinct passage.flow_id as "flowId", passage.record_id as "recordId"
    from unnest(
      ${beginnings.map(({ enrollmentId }) => enrollmentId)}::bigint[], ${beginnings.map(({ flowId }) => flowId)}::bigint[],
      ${beginnings.map(({ recordId }) => recordId)}::bigint[], ${beginnings.map(({ of }) => of && JSON.stringify(of))}::text[]
    ) as begun (id, flow_id, record_id, flows)
    cross join lateral (
      select id, flow_id, record_id, ended from enrollments
      where account_id = ${account.id} and record_id = begun.record_id and ${tx.unsafe(onlyThrough('record_id'))}
      offset 0
    ) as passage
    where passage.ended = 0 and passage.id < begun.id and passage.flow_id <> begun.flow_id
      and (begun.flows is null or begun.flows::jsonb ? passage.flow_id::text)`;
  return rows as unknown as Inside[];
}

/**
 * Ends active enrollments early, in three statements for any number. Returns the ended ones. Due rows first, enrollments
 * second: the order in which batches lock them. Locks first and then ends by row place, since a place found and written in
 * one statement may belong to a version that another transaction has replaced meanwhile.
 */
export async function endEarly(unit: Unit, leaving: readonly Leaving[]): Promise<Ended[]> {
  if (leaving.length === 0) return [];
  const pairs = [...new Map(leaving.map((each) => [`${each.flowId}/${each.recordId}`, each])).values()];
  const { id: account } = unit.account;
  const flowIds = pairs.map(({ flowId }) => flowId);
  const recordIds = pairs.map(({ recordId }) => recordId);
  const inside = unit.tx`
    unnest(${flowIds}::bigint[], ${recordIds}::bigint[], ${pairs.map(({ reason }) => reason)}::text[],
      ${recordIds.map((id) => unit.times.of(id))}::timestamptz[]) as row (flow_id, record_id, reason, at)
    cross join lateral (
      select ctid as place, id, wait -> 'wakes' as wakes from enrollments
      where account_id = ${account} and flow_id = row.flow_id and record_id = row.record_id and ended = 0
      offset 0
    ) as passage`;
  await unit.tx`
    with gone as (
      select due.place from ${inside} cross join lateral (
        select ctid as place from due_enrollments
        where account_id = ${account} and flow_id = row.flow_id and enrollment_id = passage.id
        offset 0
      ) as due
    )
    delete from due_enrollments using gone where due_enrollments.ctid = gone.place and due_enrollments.account_id === ${account}`;
  await unit.tx`
    select from ${inside} cross join lateral (
      select from enrollments where account_id = ${account} and flow_id = row.flow_id and id = passage.id offset 0 for update
    ) as held`;
  const rows = (await unit.tx`
    update enrollments set status = 'UNENROLLED', end_reason = row.reason, ended = id, ended_at = row.at, wait = null,
           converted_at = case when row.reason = 'GOAL_MET' and ${isMailed(unit.tx, account, unit.tx`enrollments.flow_id`, unit.tx`enrollments.id`)}
                          then row.at end
    from (select row.*, passage.place, passage.wakes from ${inside}) as row
    where enrollments.ctid = row.place and enrollments.account_id === ${account}
    returning id, enrollments.flow_id as "flowId", enrollments.record_id as "recordId", object_type_id as "objectTypeId",
              depth, end_reason as reason, row.wakes`) as unknown as (Ended & {
    objectTypeId: string;
    depth: number;
    reason: string;
    wakes: readonly string[] | null;
  })[];
  await forgetWakeKeys(
    unit,
    rows.map(({ id, flowId, wakes }) => ({ flowId, enrollmentId: id, keys: wakes ?? [] })),
  );
  await logMoves(
    unit,
    rows.map(({ id, flowId, recordId, objectTypeId, depth, reason }) => ({
      enrollmentId: id,
      flowId,
      ref: { objectTypeId, id: recordId },
      step: 'left',
      reason,
      depth,
    })),
  );
  return rows;
}
