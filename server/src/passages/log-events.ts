import type { EpochMillis } from '@millrace/core/time';
import type { AccountId } from '../accounts/index.ts';
import type { Db } from '../platform/index.ts';

/** An event in a flow: an enrollment begins or ends, a step succeeds, fails or is skipped. */
export const LOG_EVENTS = ['ENROLLED', 'COMPLETED', 'UNENROLLED', 'SUCCEEDED', 'FAILED', 'SKIPPED'] as const;
export type LogEvent = (typeof LOG_EVENTS)[number];

export interface LogQuery {
  readonly flowId: string;
  /** The record's present and former ids. */
  readonly recordIds?: readonly string[] | undefined;
  readonly types: readonly LogEvent[];
  /** Events before this instant, the latest first … */
  readonly before: EpochMillis;
  /** … and not before this one. */
  readonly since: EpochMillis;
  readonly limit: number;
}

export interface LogRow {
  readonly type: LogEvent;
  readonly recordId: string;
  readonly at: EpochMillis;
  readonly enrollmentId: string;
  readonly actionId: string | null;
  readonly reason: string | null;
  /** The place inside the enrollment: 0 for its begin, then its steps, then its end. */
  readonly number: number;
}

/**
 * The events in a flow. More than `limit` come when several are of the last instant: the next page begins
 * before it. Instants are whole milliseconds. Steps ride turns_by_time, enrollments the flow's part of their key.
 */
export async function selectLogEvents(db: Db, accountId: AccountId, query: LogQuery): Promise<LogRow[]> {
  const { flowId, recordIds, types, before, since, limit } = query;
  const latest = db`order by at desc fetch first ${limit} rows with ties`;
  const wanted = db`
    account_id = ${accountId} and flow_id = ${flowId} ${recordIds === undefined ? db`` : db`and record_id = any(${recordIds}::bigint[])`}`;
  const inTime = db`>= ${since}::timestamptz`;
  const beforeThen = db`< ${before}::timestamptz`;
  const isWanted = db`= any(${types as string[]}::text[])`;
  const rows = await db`
    select type, record_id as "recordId", at, enrollment_id as "enrollmentId", action_id as "actionId", reason, number
    from (
      (select 'ENROLLED' as type, record_id, enrolled_at as at, id as enrollment_id, null as action_id, null as reason, 0 as number
       from enrollments where ${wanted} and enrolled_at ${inTime} and enrolled_at ${beforeThen} and 'ENROLLED' ${isWanted} and entered
       ${latest})
      union all
      (select ${endType(db)}, record_id, ended_at as at, id, null, end_reason, 2147483647
       from enrollments where ${wanted} and ended_at ${inTime} and ended_at ${beforeThen} and ${endType(db)} ${isWanted}
       ${latest})
      union all
      (select ${stepType(db)}, record_id, at, enrollment_id, action_id, reason, number
       from logged_steps where ${wanted} and at ${inTime} and at ${beforeThen} and ${stepType(db)} ${isWanted}
       ${latest})
    ) as event
    ${latest}`;
  return (rows as unknown as LogRow[]).toSorted(
    (a, b) => b.at - a.at || Number(b.enrollmentId) - Number(a.enrollmentId) || b.number - a.number,
  );
}

function endType(db: Db) {
  return db`case status when 'COMPLETED' then 'COMPLETED' else 'UNENROLLED' end`;
}

function stepType(db: Db) {
  return db`outcome::text`;
}
