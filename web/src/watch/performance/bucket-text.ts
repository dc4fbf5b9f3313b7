import type { Period } from '../search.ts';

const day = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short' });
const full = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', dateStyle: 'medium' });

/** Below the axis: "14:00", "3 Nov". */
export function shortText(bucket: string, period: Period): string {
  return period === '24h' ? bucket.slice(11, 16) : day.format(Date.parse(bucket.slice(0, 10)));
}

/** "3 Nov 2026, 14:00", "3 Nov 2026", "Week of 2 Nov 2026". */
export function fullText(bucket: string, period: Period): string {
  const date = full.format(Date.parse(bucket.slice(0, 10)));
  if (period === '24h') return `${date}, ${bucket.slice(11, 16)}`;
  return period === 'all' ? `Week of ${date}` : date;
}
