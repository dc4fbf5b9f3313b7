import type { EnrollmentState } from '@millrace/core/flow';
import type { EpochMillis } from '@millrace/core/time';
import type { Unit } from '../history/index.ts';
import { stateOf } from './turns.ts';

/** Those who stand at one action of a flow. */
export interface StandingAt {
  /** Null for those who are about to leave. */
  readonly actionId: string | null;
  readonly waiting: number;
  /** Of them, those who are paused by themselves. */
  readonly paused: number;
  /** Of them, those who have fallen due in a pause, of their own, of the flow or of the account, and are set aside. */
  readonly setAside: number;
  /** Since when the first of them stands there; null while none has begun to wait. */
  readonly oldestSince: EpochMillis | null;
}

/** How many stand where in a flow. One statement. */
export async function countStanding({ tx, account }: Unit, flowId: string): Promise<StandingAt[]> {
  const rows = await tx`
    select action_id as "actionId", count(*)::int as waiting, min((wait ->> 'since')::bigint) as since,
           count(paused)::int as paused, count(aside.enrollment_id)::int as "setAside"
    from enrollments left join (
      select enrollment_id from due_enrollments
      where account_id = ${account.id} and flow_id = ${flowId} and due_at = '-infinity'
    ) as aside on aside.enrollment_id = enrollments.id
    where account_id = ${account.id} and flow_id = ${flowId} and ended = 0
    group by action_id order by length(action_id), action_id`;
  return rows.map((row) => ({
    actionId: row['actionId'] as string | null,
    waiting: row['waiting'] as number,
    paused: row['paused'] as number,
    setAside: row['setAside'] as number,
    oldestSince: row['since'] === null ? null : Number(row['since']),
  }));
}

/** An enrollment as it stands. */
export type Standing = EnrollmentState & {
  /** Null when something else than time is to wake it. */
  readonly dueAt: EpochMillis | null;
  /** By itself: what a save decides of it comes when it is resumed. */
  readonly isPaused: boolean;
};

/** Where to look for those who stand in a flow. */
export interface StandingQuery {
  readonly flowId: string;
  /** At one of these actions, or held anywhere; null for all. */
  readonly actionIds: readonly string[] | null;
  readonly afterId: string;
  readonly most: number;
}

/** The next of them, in the order of their ids, without a lock. */
export async function selectStanding(
  { tx, account }: Unit,
  { flowId, actionIds, afterId, most }: StandingQuery,
): Promise<Standing[]> {
  const rows = await tx`
    select enrollment.id, enrollment.flow_id as "flowId", object_type_id as "objectTypeId", record_id as "recordId", enrolled_at as "enrolledAt", trigger, depth,
           action_id as "actionId", revision_id as "revisionId", step_count as "stepCount", wait, outputs, coalesce(due.fell_due_at, due.due_at) as "dueAt",
           paused is not null as "isPaused"
    from enrollments as enrollment left join lateral (
      select due_at, fell_due_at from due_enrollments
      where account_id = ${account.id} and flow_id = enrollment.flow_id and enrollment_id = enrollment.id
      offset 0
    ) as due on true
    where enrollment.account_id = ${account.id} and enrollment.flow_id = ${flowId} and ended = 0 and enrollment.id > ${afterId}::bigint
      ${actionIds ? tx`and (action_id = any(${actionIds as string[]}::text[]) or wait ->> 'kind' = 'held')` : tx``}
    order by enrollment.id limit ${most}`;
  return rows.map((row) => stateOf<Standing>(row));
}
