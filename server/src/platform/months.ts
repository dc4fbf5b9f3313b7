import type { EpochMillis } from '@millrace/core/time';

/** The month of an instant, in UTC, as names of partitions end with it: `2026_03`. */
export function monthName(at: EpochMillis): string {
  return new Date(at).toISOString().slice(0, 7).replace('-', '_');
}

/** The first instant of the month that a partition's name ends with. */
export function monthOf(name: string): EpochMillis {
  const [year, month] = name.split('_').slice(-2).map(Number) as [number, number];
  return Date.UTC(year, month - 1, 1);
}

/** The first instant of the month after that of an instant. */
export function nextMonth(at: EpochMillis): EpochMillis {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
}

/** The bounds of the month of an instant, as `attach partition` and `partition of` have them. */
export function boundsOfMonth(at: EpochMillis): string {
  const first = Date.UTC(new Date(at).getUTCFullYear(), new Date(at).getUTCMonth(), 1);
  return `for values from ('${new Date(first).toISOString()}') to ('${new Date(nextMonth(at)).toISOString()}')`;
}
