import { useAccountNow } from '../kit/index.ts';
import type { Period } from './search.ts';

const HOUR_MS = 3_600_000;
const HOURS: Readonly<Record<Exclude<Period, 'all'>, number>> = { '24h': 24, '7d': 168, '30d': 720 };

export const PERIOD_NAMES: Readonly<Record<Period, string>> = {
  '24h': 'Last 24 hours',
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
  all: 'All time',
};

export const PERIOD_DEFAULT: Period = '30d';

/** Since when a period is, by the account's clock: the beginning of an hour, since counts are kept by the hour. Undefined for all time. */
export function useSince(period: Period): string | undefined {
  const now = useAccountNow();
  if (period === 'all') return undefined;
  return new Date((Math.floor(now / HOUR_MS) - HOURS[period]) * HOUR_MS).toISOString();
}

/** How finely a period is drawn. */
export function bucketOf(period: Period): 'HOUR' | 'DAY' | 'WEEK' {
  if (period === '24h') return 'HOUR';
  return period === 'all' ? 'WEEK' : 'DAY';
}
