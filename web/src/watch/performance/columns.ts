import { localText } from '../../kit/index.ts';
import type { Period } from '../search.ts';
import type { Bucket, Measure } from '../totals.ts';
import { hoursOf } from './hours.ts';

/** A stretch of time in the chart; where nothing happened the numbers are 0. */
export interface Column extends Record<Measure, number> {
  /** Local date of its beginning; of an hour with the time and its offset from UTC, as the server names it. */
  readonly bucket: string;
}

const DAY_MS = 86_400_000;
const NOTHING = { enrolled: 0, completed: 0, metGoal: 0, unenrolled: 0, failed: 0 };

/** All stretches of a period up to now, those in which nothing happened included. */
export function columnsOf(
  buckets: readonly Bucket[],
  period: Period,
  since: string | undefined,
  now: number,
  zone: string,
): readonly Column[] {
  const known = new Map(buckets.map((bucket) => [bucket.bucket, bucket]));
  const labels =
    period === '24h'
      ? hoursOf(Date.parse(since!), now, zone)
      : dates(
          since === undefined ? buckets[0]?.bucket : localText(Date.parse(since), zone).slice(0, 10),
          localText(now, zone).slice(0, 10),
          period === 'all' ? 7 : 1,
        );
  return labels.map((bucket) => known.get(bucket) ?? { bucket, ...NOTHING });
}

/** Dates are counted in UTC, where each has 24 hours. */
function dates(from: string | undefined, to: string, days: number): readonly string[] {
  const labels: string[] = [];
  if (from === undefined) return labels;
  for (let at = Date.parse(from); at <= Date.parse(to); at += days * DAY_MS)
    labels.push(new Date(at).toISOString().slice(0, 10));
  return labels;
}
