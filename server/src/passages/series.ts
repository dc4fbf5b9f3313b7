import { type EpochMillis, zoned } from '@millrace/core/time';
import type { Account } from '../accounts/index.ts';
import type { Db } from '../platform/index.ts';

/** What happened to a flow's passages in one bucket of time. */
export interface Bucket {
  /**
   * Its first date in the account's zone; of an hour its first minute with the offset from UTC: `2026-01-05T14:00+01:00`. Weeks begin on
   * Mondays.
   */
  readonly bucket: string;
  readonly enrolled: number;
  readonly completed: number;
  readonly metGoal: number;
  readonly unenrolled: number;
  readonly failed: number;
}

/**
 * A flow's passages by hour, day, week or month; buckets in which nothing happened are left out. Hours are told apart by their instants, since
 * clocks that are put back show one twice; days and longer by their dates. Over the flow's part of the primary key.
 */
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
    select ${bucket === 'HOUR' ? db`date_trunc('hour', at, ${timeZone})` : db`to_char(date_trunc(${bucket.toLowerCase()}, at at time zone ${timeZone}), 'YYYY-MM-DD')`} as bucket,
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
  if (bucket !== 'HOUR') return rows as unknown as Bucket[];
  return rows.map((row) => ({
    ...(row as unknown as Bucket),
    bucket: hourText(row['bucket'] as EpochMillis, timeZone),
  }));
}

/**
 * The first minute of an hour as the zone shows it, from the hour's full hour at the offset that it has. Where clocks change by half an hour,
 * that full hour may not have been shown: the hour begins with the change.
 */
function hourText(fullHour: EpochMillis, timeZone: string): string {
  const wall = zoned(fullHour, timeZone);
  const first = wall.minute === 0 ? wall : (wall.getTimeZoneTransition('next') ?? wall);
  return first.toString({ smallestUnit: 'minute', timeZoneName: 'never' });
}
