import type { EpochMillis } from '@millrace/core/time';
import type { Account, AccountId } from '../accounts/index.ts';
import type { performanceAnswer } from '../flows/index.ts';
import type { AnswerOf, Db } from '../platform/index.ts';

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

/** The legacy id of a flow. */
export async function selectLegacyId(
  db: Db,
  accountId: AccountId,
  flowId: string,
): Promise<number | undefined> {
  const [row] = await db`
    select legacy_id from flows
    where account_id = ${accountId} and id = ${flowId}::bigint and legacy_id is not null and deleted_at is null`;
  return row?.['legacy_id'] as number | undefined;
}

/** The flows that have a legacy id; with a contact, those it is inside of (by enrollments_active). */
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

/** Contacts of a flow. */
export interface ContactCounts {
  /** Inside now. */
  readonly active: number;
  /** Ever let in. */
  readonly enrolled: number;
}

/** How many contacts are and were in flows, by flow; absent where there was never any. */
export async function countContacts(
  db: Db,
  accountId: AccountId,
  flowIds: readonly string[],
): Promise<ReadonlyMap<string, ContactCounts>> {
  const rows = await db`
    select flow_id, count(*) filter (where ended = 0)::int as active, count(*)::int as enrolled
    from enrollments where account_id = ${accountId} and flow_id = any(${flowIds as string[]}::bigint[]) and entered
    group by flow_id`;
  return new Map(
    rows.map((row) => [
      row['flow_id'] as string,
      { active: row['active'] as number, enrolled: row['enrolled'] as number },
    ]),
  );
}

export interface PerformanceQuery {
  readonly start: EpochMillis;
  readonly end: EpochMillis;
  readonly bucket: 'DAY' | 'WEEK' | 'MONTH';
}

/**
 * Counts by series and bucket (in the account's zone, weeks from Monday), the latest bucket first, as the original orders
 * them; empty ones are left out.
 */
export async function selectPerformance(
  db: Db,
  { id: accountId, timeZone }: Account,
  flowId: string,
  { start, end, bucket }: PerformanceQuery,
): Promise<AnswerOf<typeof performanceAnswer>[]> {
  const rows = await db`
    select to_char(date_trunc(${bucket.toLowerCase()}, at at time zone ${timeZone}), 'YYYY-MM-DD') as bucket,
           series, count(*)::int as frequency
    from (
      select enrolled_at as at, 'ENROLLED' as series from enrollments
      where account_id = ${accountId} and flow_id = ${flowId} and entered
      union all
      select ended_at, case status when 'COMPLETED' then 'COMPLETED' else 'UNENROLLED' end from enrollments
      where account_id = ${accountId} and flow_id = ${flowId} and ended_at is not null and entered
    ) as moment
    where at between ${start}::timestamptz and ${end}::timestamptz
    group by 1, 2 order by series = 'COMPLETED', series, bucket desc`;
  return rows as unknown as AnswerOf<typeof performanceAnswer>[];
}
