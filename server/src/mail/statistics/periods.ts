import { type EpochMillis, zoned } from '@millrace/core/time';

/** Periods that one histogram has at most. */
export const PERIODS_MAX = 1_000;

export const PERIOD_UNITS = [
  'YEAR',
  'QUARTER',
  'MONTH',
  'WEEK',
  'DAY',
  'HOUR',
  'QUARTER_HOUR',
  'MINUTE',
  'SECOND',
] as const;
export type PeriodUnit = (typeof PERIOD_UNITS)[number];

/** From an instant on, and before another. */
export interface Period {
  readonly from: EpochMillis;
  readonly to: EpochMillis;
}

type Wall = ReturnType<typeof zoned>;

/** The beginning of the period that a time on the wall is in. Hours and shorter keep to the clock even where a day changes its offset. */
const BEGINNING: Readonly<Record<PeriodUnit, (wall: Wall) => Wall>> = {
  YEAR: (wall) => wall.with({ month: 1, day: 1 }).startOfDay(),
  QUARTER: (wall) => wall.with({ month: wall.month - ((wall.month - 1) % 3), day: 1 }).startOfDay(),
  MONTH: (wall) => wall.with({ day: 1 }).startOfDay(),
  WEEK: (wall) => wall.subtract({ days: wall.dayOfWeek - 1 }).startOfDay(),
  DAY: (wall) => wall.startOfDay(),
  HOUR: (wall) => wall.round({ smallestUnit: 'hour', roundingMode: 'floor' }),
  QUARTER_HOUR: (wall) =>
    wall.round({ smallestUnit: 'minute', roundingIncrement: 15, roundingMode: 'floor' }),
  MINUTE: (wall) => wall.round({ smallestUnit: 'minute', roundingMode: 'floor' }),
  SECOND: (wall) => wall.round({ smallestUnit: 'second', roundingMode: 'floor' }),
};

const LENGTH: Readonly<Record<PeriodUnit, Parameters<Wall['add']>[0]>> = {
  YEAR: { years: 1 },
  QUARTER: { months: 3 },
  MONTH: { months: 1 },
  WEEK: { weeks: 1 },
  DAY: { days: 1 },
  HOUR: { hours: 1 },
  QUARTER_HOUR: { minutes: 15 },
  MINUTE: { minutes: 1 },
  SECOND: { seconds: 1 },
};

/**
 * A stretch of time in periods of the zone's calendar, the first and the last cut to the stretch; null when there would be more
 * than `PERIODS_MAX`. Weeks begin on Monday.
 */
export function periodsOf({ from, to }: Period, unit: PeriodUnit, timeZone: string): Period[] | null {
  const periods: Period[] = [];
  for (let at = from; at < to; ) {
    if (periods.length === PERIODS_MAX) return null;
    const end = BEGINNING[unit](zoned(at, timeZone)).add(LENGTH[unit]).epochMilliseconds;
    periods.push({ from: at, to: Math.min(end, to) });
    at = end;
  }
  return periods;
}
