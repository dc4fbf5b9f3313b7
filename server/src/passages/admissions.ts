import type { LeaveReason, Trigger } from '@millrace/core/flow';
import type { RecordRef } from '@millrace/core/record';
import type { EpochMillis } from '@millrace/core/time';
import type { Unit } from '../history/index.ts';
import { dueEnrollments } from './due.ts';
import { logMoves } from './moves.ts';

/** A record to enroll in a flow. */
export interface Admission {
  readonly flowId: string;
  readonly revisionId: string;
  readonly startActionId: string | null;
  readonly ref: RecordRef;
  readonly trigger: Trigger;
  readonly depth: number;
  /** The instant of its trigger. */
  readonly at: EpochMillis;
}

/**
 * Enrolls records, due at once. A record with an active enrollment stays as it is; one that another transaction is enrolling is
 * waited for, so all insert in the same order, with ids in the order of arrival.
 * Returns the ids of the new enrollments in the order of the admissions, null for the others.
 */
export async function insertEnrollments(
  unit: Unit,
  admissions: readonly Admission[],
): Promise<(string | null)[]> {
  if (admissions.length === 0) return [];
  const recordIds = [...new Set(admissions.map(({ ref }) => ref.id))];
  const rows = await unit.tx`
    with entered as (
      insert into enrollments (account_id, flow_id, id, object_type_id, record_id, enrolled_at, trigger, depth, action_id, revision_id)
      select ${unit.account.id}::bigint, flow_id, id, object_type_id, record_id, at, trigger::jsonb, depth, action_id, revision_id
      from (select nextval('enrollment_ids') as id, row.* from unnest(
        ${admissions.map((admission) => admission.flowId)}::bigint[], ${admissions.map((admission) => admission.ref.objectTypeId)}::text[],
        ${admissions.map((admission) => admission.ref.id)}::bigint[], ${admissions.map((admission) => admission.at)}::timestamptz[],
        ${admissions.map((admission) => JSON.stringify(admission.trigger))}::text[], ${admissions.map((admission) => admission.depth)}::smallint[],
        ${admissions.map((admission) => admission.startActionId)}::text[], ${admissions.map((admission) => admission.revisionId)}::bigint[]
      ) as row (flow_id, object_type_id, record_id, at, trigger, depth, action_id, revision_id)) as arrived
      order by flow_id, record_id, id
      on conflict (account_id, flow_id, record_id) where ended = 0 do nothing
      returning flow_id, id, record_id
    ), due as (
      insert into due_enrollments (account_id, flow_id, enrollment_id, due_at)
      select ${unit.account.id}::bigint, entered.flow_id, entered.id, time.at from entered join unnest(
        ${recordIds}::bigint[], ${recordIds.map((id) => unit.times.of(id))}::timestamptz[]
      ) as time (record_id, at) on time.record_id = entered.record_id
    )
    select flow_id, id, record_id from entered`;
  if (rows.length > 0) unit.wake(dueEnrollments);
  const ids = new Map(rows.map((row) => [`${row['flow_id']}/${row['record_id']}`, row['id'] as string]));
  await logMoves(
    unit,
    admissions.flatMap(({ flowId, ref, depth }) => {
      const enrollmentId = ids.get(`${flowId}/${ref.id}`);
      return enrollmentId ? [{ enrollmentId, flowId, ref, step: 'began', depth }] : [];
    }),
  );
  return admissions.map(({ flowId, ref }) => {
    const key = `${flowId}/${ref.id}`;
    const id = ids.get(key) ?? null;
    ids.delete(key);
    return id;
  });
}

/** A refused record, and the reason. */
export interface Refused {
  readonly admission: Admission;
  readonly reason: LeaveReason | 'LOOP_ENDED';
}

/** Writes refused records into the flow's history; a refused record does not count as having been inside. */
export async function insertRefusals(unit: Unit, refused: readonly Refused[]): Promise<void> {
  if (refused.length === 0) return;
  const admissions = refused.map(({ admission }) => admission);
  await unit.tx`
    insert into enrollments (account_id, flow_id, id, object_type_id, record_id, status, ended, end_reason, enrolled_at, ended_at,
                             trigger, depth, revision_id, entered)
    select ${unit.account.id}::bigint, flow_id, id, object_type_id, record_id, 'UNENROLLED', id, reason, at, at, trigger::jsonb, depth,
           revision_id, false
    from (
      select nextval('enrollment_ids') as id, row.* from unnest(
        ${admissions.map(({ flowId }) => flowId)}::bigint[], ${admissions.map(({ ref }) => ref.objectTypeId)}::text[],
        ${admissions.map(({ ref }) => ref.id)}::bigint[], ${refused.map(({ reason }) => reason)}::text[],
        ${admissions.map(({ at }) => at)}::timestamptz[], ${admissions.map(({ trigger }) => JSON.stringify(trigger))}::text[],
        ${admissions.map(({ depth }) => depth)}::smallint[], ${admissions.map(({ revisionId }) => revisionId)}::bigint[]
      ) as row (flow_id, object_type_id, record_id, reason, at, trigger, depth, revision_id)
    ) as refused`;
}
