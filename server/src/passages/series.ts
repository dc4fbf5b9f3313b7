import type { EpochMillis } from '@millrace/core/time';
import type { Account } from '../accounts/index.ts';
import type { Db } from '../platform/index.ts';

/** What happened to a flow's passages in one bucket of time. */
export interface Bucket {
  /** Its first date, in the account's zone, of an hour with the time: `2026-01-05T14:00`; weeks begin on Mondays. */
  readonly bucket: string;
  readonly enrolled: number;
  readonly completed: number;
  readonly metGoal: number;
  readonly unenrolled: number;
  readonly failed: number;
}

/** A flow's passages by hour, day, week or month; buckets in which nothing happened are left out. Over the flow's part of the primary key. */
export async function selectSeries(
  db: Db,
  { id: accountId, timeZone }: Account,
  flowId: string,
  {
    bucket,
    from,
    to,
  }: {
    readonly bucket: 'HOUR' | 'DAY' | 'WEEK' | 'MONTH';
    readonly from?: EpochMillis | undefined;
    readonly to?: EpochMillis | undefined;
  },
): Promise<Bucket[]> {
  const rows = await db`
    select to_char(date_trunc(${bucket.toLowerCase()}, at at time zone ${timeZone}), ${bucket === 'HOUR' ? 'YYYY-MM-DD"T"HH24:00' : 'YYYY-MM-DD'}) as bucket,
           count(*) filter (where what = 'ENROLLED')::int as enrolled, count(*) filter (where what = 'COMPLETED')::int as completed,
           count(*) filter (where what = 'GOAL')::int as "metGoal", count(*) filter (where what = 'UNENROLLED')::int as unenrolled,
           count(*) filter (where what = 'FAILED')::int as failed
    from (
      select enrolled_at, ended_at, converted_at, status from enrollments
      where account_id = ${accountId} and flow_id = ${flowId} and entered offset 0
    ) as passage cross join lateral (
      values (enrolled_at, 'ENROLLED'), (ended_at, status::text), (converted_at, 'GOAL')
    ) as moment (at, what)
    where at >= ${from ?? '-infinity'}::timestamptz and at < ${to ?? 'infinity'}::timestamptz
    group by 1 order by 1`;
  return rows as unknown as Bucket[];
}
