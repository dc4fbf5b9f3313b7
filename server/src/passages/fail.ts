import type { EpochMillis } from '@millrace/core/time';
import type { Unit } from '../history/index.ts';
import type { Fragment } from '../platform/index.ts';
import { logMoves } from './moves.ts';
import { forgetWakeKeys } from './wakes.ts';

/**
 * Ends an enrollment that cannot be advanced, in one of the flows that a subquery gives, with the error in its log: the last resort,
 * for the sake of the others. False when it is no longer due: another process has dealt with it.
 */
export async function failEnrollment(
  unit: Unit,
  id: string,
  flowIds: Fragment,
  message: string,
): Promise<boolean> {
  const { id: account, now, windowEnd } = unit.account;
  // In a stretch of time that is worked at once it ends when it was due; else now.
  const endsAt =
    windowEnd === null ? unit.tx`${now}::timestamptz` : unit.tx`greatest(due.due_at, ${now}::timestamptz)`;
  const rows = await unit.tx`
    with found as (
      select due.place from (${flowIds}) as flow cross join lateral (
        select ctid as place from due_enrollments where account_id = ${account} and flow_id = flow.id and enrollment_id = ${id}
        offset 0
      ) as due
    ), due as (
      delete from due_enrollments using found where due_enrollments.ctid = found.place and due_enrollments.account_id === ${account}
      returning due_enrollments.flow_id, due_enrollments.enrollment_id, due_enrollments.due_at
    ), waited as (
      select due.enrollment_id, enrollment.wait -> 'wakes' as wakes from due cross join lateral (
        select wait from enrollments where account_id = ${account} and flow_id = due.flow_id and id = due.enrollment_id offset 0
      ) as enrollment
    ), failed as (
      update enrollments set status = 'FAILED', end_reason = 'ENGINE_ERROR', ended = enrollments.id, ended_at = ${endsAt}, wait = null,
             step_count = step_count + 1
      from due
      where enrollments.account_id = ${account} and enrollments.flow_id = due.flow_id and enrollments.id = due.enrollment_id
        and enrollments.ended = 0
      returning enrollments.*
    )
    select flow_id as "flowId", object_type_id as "objectTypeId", record_id as "recordId", depth, ended_at as "endedAt", wakes,
           step_count as number, revision_id as "revisionId", coalesce(action_id, '') as "actionId"
    from failed join waited on waited.enrollment_id = failed.id`;
  const failed = rows as unknown as Failed[];
  for (const { recordId, endedAt } of failed) unit.times.tell(recordId, endedAt);
  for (const each of failed) await logFailure(unit, id, each, message);
  await forgetWakeKeys(
    unit,
    failed.map(({ flowId, wakes }) => ({ flowId, enrollmentId: id, keys: wakes ?? [] })),
  );
  await logMoves(
    unit,
    failed.map(({ flowId, objectTypeId, recordId, depth }) => ({
      enrollmentId: id,
      flowId,
      ref: { objectTypeId, id: recordId },
      step: 'failed',
      reason: 'ENGINE_ERROR',
      depth,
    })),
  );
  return rows.length > 0;
}

/** Its last step, as one of its batch would have been told. */
async function logFailure({ tx, account }: Unit, id: string, failed: Failed, message: string): Promise<void> {
  const { flowId, actionId, endedAt } = failed;
  await tx`
    with told as (
      insert into turns (account_id, flow_id, enrollment_id, number, record_id, revision_id, outcome, at, entries)
      values (${account.id}, ${flowId}, ${id}, ${failed.number}, ${failed.recordId}, ${failed.revisionId}, 'FAILED', ${endedAt},
              jsonb_build_array(jsonb_build_array(
                ${actionId}::text, 'UNKNOWN', jsonb_build_object('message', ${message}::text), 'FAILED', 'ENGINE_ERROR')))
    ), tallied as (
      insert into step_tallies (account_id, flow_id, action_id, hour, outcome, reason, branch, count, last_at)
      values (${account.id}, ${flowId}, ${actionId}, date_trunc('hour', ${endedAt}::timestamptz, 'UTC'), 'FAILED', 'ENGINE_ERROR', '', 1, ${endedAt})
    )
    insert into step_failures (account_id, flow_id, action_id, reason, at)
    values (${account.id}, ${flowId}, ${actionId}, 'ENGINE_ERROR', ${endedAt})`;
}

interface Failed {
  readonly flowId: string;
  readonly objectTypeId: string;
  readonly recordId: string;
  readonly depth: number;
  readonly endedAt: EpochMillis;
  readonly wakes: readonly string[] | null;
  /** Of its last step. */
  readonly number: number;
  readonly revisionId: string;
  readonly actionId: string;
}
