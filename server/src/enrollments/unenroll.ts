import type { Unit } from '../history/index.ts';

/** A record inside a flow. */
export interface Inside {
  readonly flowId: string;
  readonly recordId: string;
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
    recordIds.map((recordId) => ({ flowId, recordId })),
    reason,
  );
  return ended.map(({ recordId }) => recordId);
}

/**
 * Ends active enrollments before their time, in two statements however many they are. Returns those that were inside.
 * Due rows first, enrollments second: the order in which batches lock them.
 */
export async function unenrollPairs(unit: Unit, pairs: readonly Inside[], reason: string): Promise<Inside[]> {
  if (pairs.length === 0) return [];
  const { id: account, now } = unit.account;
  const flowIds = pairs.map(({ flowId }) => flowId);
  const recordIds = pairs.map(({ recordId }) => recordId);
  await unit.tx`
    delete from due_enrollments using enrollments
    where enrollments.account_id = ${account} and enrollments.ended = 0
      and (enrollments.flow_id, enrollments.record_id) in (select * from unnest(${flowIds}::bigint[], ${recordIds}::bigint[]))
      and due_enrollments.account_id = enrollments.account_id and due_enrollments.flow_id = enrollments.flow_id
      and due_enrollments.enrollment_id = enrollments.id`;
  const rows = await unit.tx`
    update enrollments set status = 'UNENROLLED', end_reason = ${reason}, ended = id, ended_at = ${now}, wait = null
    where account_id = ${account} and ended = 0
      and (flow_id, record_id) in (select * from unnest(${flowIds}::bigint[], ${recordIds}::bigint[]))
    returning flow_id as "flowId", record_id as "recordId"`;
  return rows as unknown as Inside[];
}
