import type { EpochMillis } from '@millrace/core/time';
import type { Account, AccountId } from '../accounts/index.ts';
import type { Db } from '../platform/index.ts';

/** The flow that has a legacy id. Rides flows_by_legacy_id. */
export async function selectFlowId(
  db: Db,
  accountId: AccountId,
  workflowId: string,
): Promise<string | undefined> {
  const [row] = await db`
    select id from flows where account_id = ${accountId} and legacy_id = ${workflowId}::bigint and deleted_at is null`;
  return row?.['id'] as string | undefined;
}

/** The flows that have a legacy id; with a contact, those it is inside of (by enrollments_one_active). */
export async function selectWorkflowIds(
  db: Db,
  accountId: AccountId,
  contactId: string | undefined,
): Promise<string[]> {
  const rows = await db`
    select id from flows
    where account_id = ${accountId} and legacy_id is not null and deleted_at is null
    ${
      contactId === undefined
        ? db``
        : db`and exists (
            select from enrollments
            where enrollments.account_id = flows.account_id and flow_id = flows.id and record_id = ${contactId} and ended = 0
          )`
    }
    order by legacy_id`;
  return rows.map((row) => row['id'] as string);
}

/** How many contacts are inside a flow, and how many have ever come in. */
export async function countContacts(db: Db, accountId: AccountId, flowId: string) {
  const [row] = await db`
    select count(*) filter (where ended = 0)::int as active, count(*)::int as enrolled,
           count(*) filter (where status = 'COMPLETED')::int as completed
    from enrollments where account_id = ${accountId} and flow_id = ${flowId}`;
  return row as unknown as { active: number; enrolled: number; completed: number };
}

export interface LogQuery {
  readonly flowId: string;
  readonly contactId?: string | undefined;
  readonly types?: readonly string[] | undefined;
  /** Events before this instant, the latest first … */
  readonly before: EpochMillis;
  /** … and not before this one. */
  readonly since: EpochMillis;
  readonly limit: number;
}

export interface LogRow {
  readonly type: string;
  readonly vid: string;
  readonly at: EpochMillis;
  readonly enrollmentId: string;
  readonly actionId: string | null;
  readonly reason: string | null;
  /** The place inside the enrollment: 0 for its begin, then its steps, then its end. */
  readonly number: number;
}

/**
 * What happened in a flow. More than `limit` events come when several are of the last instant: the next page begins
 * before it. Steps ride steps_by_time.
 */
export async function selectLogEvents(db: Db, accountId: AccountId, query: LogQuery): Promise<LogRow[]> {
  const { flowId, contactId, types, before, since, limit } = query;
  const between = db`between ${since}::timestamptz and ${before}::timestamptz - interval '1 microsecond'`;
  const ofFlow = db`account_id = ${accountId} and flow_id = ${flowId} ${contactId === undefined ? db`` : db`and record_id = ${contactId}`}`;
  const rows = await db`
    select type, record_id as vid, date_trunc('milliseconds', at) as at, enrollment_id as "enrollmentId", action_id as "actionId", reason, number
    from (
      select 'ENROLLED' as type, record_id, enrolled_at as at, id as enrollment_id, null as action_id, null as reason, 0 as number
      from enrollments where ${ofFlow} and enrolled_at ${between}
      union all
      select case status when 'COMPLETED' then 'COMPLETED_WORKFLOW' else 'UNENROLLED' end,
             record_id, ended_at, id, null, end_reason, 2147483647
      from enrollments where ${ofFlow} and ended_at ${between}
      union all
      select case outcome when 'SUCCEEDED' then 'EXECUTED_ACTION' when 'FAILED' then 'FAILED_ACTION' else 'SKIPPED_ACTION' end,
             record_id, at, enrollment_id, action_id, reason, number
      from steps where ${ofFlow} and at ${between}
    ) as event
    ${types === undefined ? db`` : db`where type = any(${types as string[]}::text[])`}
    order by 3 desc fetch first ${limit} rows with ties`;
  return (rows as unknown as LogRow[]).toSorted(
    (a, b) => b.at - a.at || Number(b.enrollmentId) - Number(a.enrollmentId) || b.number - a.number,
  );
}

export interface PerformanceQuery {
  readonly start: EpochMillis;
  readonly end: EpochMillis;
  readonly bucket: 'DAY' | 'WEEK' | 'MONTH';
}

/** Counts by bucket (in the account's zone, weeks from Monday) and series; empty ones are left out. */
export async function selectPerformance(
  db: Db,
  { id: accountId, timeZone }: Account,
  flowId: string,
  { start, end, bucket }: PerformanceQuery,
) {
  const rows = await db`
    select to_char(date_trunc(${bucket.toLowerCase()}, at at time zone ${timeZone}), 'YYYY-MM-DD') as bucket,
           series, count(*)::int as frequency
    from (
      select enrolled_at as at, 'ENROLLED' as series from enrollments
      where account_id = ${accountId} and flow_id = ${flowId}
      union all
      select ended_at, case status when 'COMPLETED' then 'COMPLETED' else 'UNENROLLED' end from enrollments
      where account_id = ${accountId} and flow_id = ${flowId} and ended_at is not null
    ) as moment
    where at between ${start}::timestamptz and ${end}::timestamptz
    group by 1, 2 order by 1, 2`;
  return rows as unknown as { bucket: string; series: string; frequency: number }[];
}
