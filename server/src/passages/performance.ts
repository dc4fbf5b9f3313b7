import type { EpochMillis } from '@millrace/core/time';
import { DAYS_OF_WEEK, type DayOfWeek } from '@millrace/core/time';
import type { Account } from '../accounts/index.ts';
import type { Db } from '../platform/index.ts';

/** The question: buckets in the account's zone; instants from `start` to `end`, both included. */
export interface PerformanceQuery {
  readonly bucketType: 'DAY' | 'WEEK' | 'MONTH';
  /** The first day of weeks; by default MONDAY. */
  readonly firstDay?: DayOfWeek;
  readonly start?: EpochMillis | undefined;
  readonly end?: EpochMillis | undefined;
}

export interface DataPoint {
  /** The first date of the bucket: `2026-01-05`. */
  readonly bucket: string;
  readonly series: 'COMPLETED' | 'ENROLLED' | 'UNENROLLED';
  readonly frequency: number;
}

/**
 * Counts a flow's enrollments by bucket and series; empty buckets are left out. Failed enrollments have left too early,
 * like unenrolled ones. One statement, over the flow's part of the primary key of `enrollments`.
 */
export async function selectPerformance(
  db: Db,
  { id: accountId, timeZone }: Account,
  flowId: string,
  { bucketType, firstDay = 'MONDAY', start, end }: PerformanceQuery,
): Promise<DataPoint[]> {
  // Weeks of PostgreSQL begin on Mondays: shift to there and back.
  const shift = bucketType === 'WEEK' ? DAYS_OF_WEEK.indexOf(firstDay) - DAYS_OF_WEEK.indexOf('MONDAY') : 0;
  const rows = await db`
    select to_char(
             date_trunc(${bucketType.toLowerCase()}, at at time zone ${timeZone} - ${shift}::int * interval '1 day')
               + ${shift}::int * interval '1 day',
             'YYYY-MM-DD'
           ) as bucket, series, count(*)::int as frequency
    from (
      select enrolled_at as at, 'ENROLLED' as series from enrollments
      where account_id = ${accountId} and flow_id = ${flowId} and entered
      union all
      select ended_at, case status when 'COMPLETED' then 'COMPLETED' else 'UNENROLLED' end from enrollments
      where account_id = ${accountId} and flow_id = ${flowId} and ended_at is not null and entered
    ) as moment
    where at >= ${start ?? '-infinity'}::timestamptz and at <= ${end ?? 'infinity'}::timestamptz
    group by 1, 2 order by 1, 2`;
  return rows as unknown as DataPoint[];
}
