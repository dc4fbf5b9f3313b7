import type { Period } from '../search.ts';
import type { Column } from './columns.ts';

const day = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short' });
const full = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', dateStyle: 'medium' });

/** Below the axis: "14:00", "3 Nov". */
export function shortText(bucket: string, period: Period): string {
  return period === '24h' ? bucket.slice(11, 16) : day.format(Date.parse(bucket.slice(0, 10)));
}

/**
 * "3 Nov 2026, 14:00", "3 Nov 2026", "Week of 2 Nov 2026"; of an hour that comes twice among the columns with its offset:
 * "25 Oct 2026, 02:00 (+02:00)".
 */
export function fullText(bucket: string, period: Period, columns: readonly Column[]): string {
  const date = full.format(Date.parse(bucket.slice(0, 10)));
  if (period === '24h') {
    const hour = bucket.slice(0, 13);
    const isTwice = columns.some((other) => other.bucket !== bucket && other.bucket.startsWith(hour));
    return `${date}, ${bucket.slice(11, 16)}${isTwice ? ` (${bucket.slice(16)})` : ''}`;
  }
  return period === 'all' ? `Week of ${date}` : date;
}
