/** Calendar units: the day on which the one around a day begins, and stepping from one to the next. */
import type { Temporal } from 'temporal-polyfill';
import { DAYS_OF_WEEK, type DayOfWeek, dayOfWeek } from '../../time/index.ts';
import type { CriteriaContext } from '../context.ts';

export type TimeUnit = 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR';

export interface Unit {
  /** The first day of the unit that a day lies in. */
  start(day: Temporal.PlainDate): Temporal.PlainDate;
  /** A first day, so many units on. */
  plus(start: Temporal.PlainDate, count: number): Temporal.PlainDate;
}

/** Days from the start of the week to a day of it. */
export function weekdayIndex(day: DayOfWeek, context: CriteriaContext): number {
  const first = DAYS_OF_WEEK.indexOf(context.weekStart ?? 'MONDAY');
  return (DAYS_OF_WEEK.indexOf(day) - first + 7) % 7;
}

/** `firstMonth`: the month that years and quarters are counted from, 1 for the calendar's. */
export function unitOf(unit: TimeUnit, context: CriteriaContext, firstMonth = 1): Unit {
  switch (unit) {
    case 'DAY':
      return { start: (day) => day, plus: (start, count) => start.add({ days: count }) };
    case 'WEEK':
      return {
        start: (day) => day.subtract({ days: weekdayIndex(dayOfWeek(day), context) }),
        plus: (start, count) => start.add({ weeks: count }),
      };
    case 'MONTH':
      return monthsFrom(1, 1);
    case 'QUARTER':
      return monthsFrom(3, firstMonth);
    case 'YEAR':
      return monthsFrom(12, firstMonth);
  }
}

function monthsFrom(length: number, firstMonth: number): Unit {
  return {
    start: (day) => day.with({ day: 1 }).subtract({ months: (day.month - firstMonth + 12) % length }),
    plus: (start, count) => start.add({ months: length * count }),
  };
}
