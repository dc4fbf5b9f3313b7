import type { RecordRef } from '@millrace/core/record';
import { cancelEffectsOf } from '../effects/index.ts';
import type { Unit } from '../history/index.ts';
import { endedMove, logStatusLists } from './status-lists.ts';

/** A record inside a flow. */
export interface Inside {
  readonly flowId: string;
  readonly recordId: string;
}

/** A record that is put out, and why. */
export type Leaving = Inside & { readonly reason: string };

interface Ended {
  readonly id: string;
  readonly objectTypeId: string;
  readonly reason: string;
  readonly depth: number;
}

/** Ends the active enrollments of records in a flow before their time. Returns the records that were inside. */
export async function unenroll(
  unit: Unit,
  flowId: string,
  recordIds: readonly string[],
  reason: string,
): Promise<string[]> {
  const ended = await unenrollPairs(
    unit,
    recordIds.map((recordId) => ({ flowId, recordId, reason })),
  );
  return ended.map(({ recordId }) => recordId);
}

/** Ends the active enrollments of records in whichever flow of their type. Rides enrollments_one_active. */
export async function unenrollRecords(unit: Unit, refs: readonly RecordRef[], reason: string): Promise<void> {
  if (refs.length === 0) return;
  const rows = await unit.tx`
    select enrollments.flow_id as "flowId", enrollments.record_id as "recordId"
    from unnest(${refs.map((ref) => ref.objectTypeId)}::text[], ${refs.map((ref) => ref.id)}::bigint[]) as row (object_type_id, id)
    join flows on flows.account_id = ${unit.account.id} and flows.object_type_id = row.object_type_id
    join enrollments on enrollments.account_id = ${unit.account.id} and enrollments.flow_id = flows.id
      and enrollments.record_id = row.id and enrollments.ended = 0`;
  const inside = rows as unknown as Inside[];
  await unenrollPairs(
    unit,
    inside.map(({ flowId, recordId }) => ({ flowId, recordId, reason })),
  );
}

/**
 * Ends active enrollments before their time, with what they wait for: effects that nobody has begun are not done. In three
 * statements however many they are. Returns those that were inside. Due rows first, enrollments second: the order in which batches lock them.
 */
export async function unenrollPairs(unit: Unit, leaving: readonly Leaving[]): Promise<Inside[]> {
  if (leaving.length === 0) return [];
  const pairs = [...new Map(leaving.map((each) => [`${each.flowId}/${each.recordId}`, each])).values()];
  const { id: account, now } = unit.account;
  const flowIds = pairs.map(({ flowId }) => flowId);
  const recordIds = pairs.map(({ recordId }) => recordId);
  await unit.tx`
    delete from due_enrollments using enrollments
    where enrollments.account_id = ${account} and enrollments.ended = 0
      and (enrollments.flow_id, enrollments.record_id) in (select * from unnest(${flowIds}::bigint[], ${recordIds}::bigint[]))
      and due_enrollments.account_id = enrollments.account_id and due_enrollments.flow_id = enrollments.flow_id
      and due_enrollments.enrollment_id = enrollments.id`;
  const rows = (await unit.tx`
    update enrollments set status = 'UNENROLLED', end_reason = row.reason, ended = id, ended_at = ${now}, wait = null
    from unnest(${flowIds}::bigint[], ${recordIds}::bigint[], ${pairs.map(({ reason }) => reason)}::text[])
      as row (flow_id, record_id, reason)
    where account_id = ${account} and ended = 0 and enrollments.flow_id = row.flow_id and enrollments.record_id = row.record_id
    returning id, enrollments.flow_id as "flowId", enrollments.record_id as "recordId", object_type_id as "objectTypeId", row.reason,
              depth`) as unknown as (Inside & Ended)[];
  await cancelEffectsOf(
    unit,
    rows.map(({ id }) => id),
  );
  await logStatusLists(
    unit,
    rows.map(({ flowId, recordId, objectTypeId, reason, depth }) =>
      endedMove(flowId, { objectTypeId, id: recordId }, { status: 'UNENROLLED', reason }, depth),
    ),
  );
  return rows;
}
