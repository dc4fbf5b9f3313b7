import { Temporal } from 'temporal-polyfill';
import { type DayOfWeek, dayOfWeek, MONTHS, type Month } from './calendar.ts';
import type { Day } from './day.ts';

/** Days that come again, by the calendar alone; the members are those of the API's schedules. */
export type Recurrence =
  | { readonly type: 'DAILY' }
  | { readonly type: 'WEEKLY'; readonly daysOfWeek: readonly DayOfWeek[] }
  | { readonly type: 'MONTHLY_SPECIFIC_DAYS'; readonly daysOfMonth: readonly number[] }
  | {
      readonly type: 'MONTHLY_RELATIVE_DAYS';
      readonly monthlyRelativeDays: 'FIRST_MONDAY_OF_MONTH' | 'LAST_DAY_OF_MONTH';
    }
  | ({ readonly type: 'YEARLY' } & DayOfYear)
  | ({ readonly type: 'ONCE'; readonly year: number } & DayOfYear);

/** 29 February is the 28th in years that have none. */
export interface DayOfYear {
  readonly month: Month;
  readonly dayOfMonth: number;
}

/** The first of the days after one; null when none comes. Months without a day of the month are left out. */
export function recurringDay(recurrence: Recurrence, after: Day): Day | null {
  const day = Temporal.PlainDate.from(after);
  switch (recurrence.type) {
    case 'ONCE': {
      const only = inYear(recurrence, recurrence.year);
      return Temporal.PlainDate.compare(only, day) > 0 ? only.toString() : null;
    }
    case 'YEARLY':
      return firstOf((year) => inYear(recurrence, year), day);
    default:
      return firstThat(day, matcher(recurrence));
  }
}

/**
 * The first day after one that lies `daysDelta` days from a date (negative: before it), or, with `yearly`, from its day in any year; null
 * when none comes.
 */
export function anchoredDay(
  date: Day,
  { daysDelta, yearly }: { readonly daysDelta: number; readonly yearly: boolean },
  after: Day,
): Day | null {
  const anchor = Temporal.PlainDate.from(date);
  const day = Temporal.PlainDate.from(after);
  if (yearly)
    return firstOf(
      (year) => anchor.with({ year }).add({ days: daysDelta }),
      day.subtract({ days: daysDelta }),
      day,
    );
  const only = anchor.add({ days: daysDelta });
  return Temporal.PlainDate.compare(only, day) > 0 ? inRange(only) : null;
}

function inYear({ month, dayOfMonth }: DayOfYear, year: number): Temporal.PlainDate {
  return Temporal.PlainDate.from({ year, month: MONTHS.indexOf(month) + 1, day: dayOfMonth });
}

/** The first of a yearly day after one; `near` is a day in whose year, or the next, its date lies. */
function firstOf(
  dayIn: (year: number) => Temporal.PlainDate,
  near: Temporal.PlainDate,
  after = near,
): Day | null {
  for (let year = near.year - 1; year <= near.year + 2; year++) {
    const day = dayIn(year);
    if (Temporal.PlainDate.compare(day, after) > 0) return inRange(day);
  }
  return null;
}

type Matcher = (day: Temporal.PlainDate) => boolean;

function matcher(recurrence: Exclude<Recurrence, { type: 'ONCE' | 'YEARLY' }>): Matcher {
  switch (recurrence.type) {
    case 'DAILY':
      return () => true;
    case 'WEEKLY':
      return (day) => recurrence.daysOfWeek.includes(dayOfWeek(day));
    case 'MONTHLY_SPECIFIC_DAYS':
      return (day) => recurrence.daysOfMonth.includes(day.day);
    case 'MONTHLY_RELATIVE_DAYS':
      return recurrence.monthlyRelativeDays === 'LAST_DAY_OF_MONTH'
        ? (day) => day.day === day.daysInMonth
        : (day) => day.day <= 7 && dayOfWeek(day) === 'MONDAY';
  }
}

/** The 31st is never farther away than this. */
const DAYS_LOOKED_AHEAD = 62;

function firstThat(after: Temporal.PlainDate, isOne: Matcher): Day | null {
  for (let days = 1; days <= DAYS_LOOKED_AHEAD; days++) {
    const day = after.add({ days });
    if (isOne(day)) return inRange(day);
  }
  return null;
}

function inRange(day: Temporal.PlainDate): Day | null {
  return day.year >= 1 && day.year <= 9999 ? day.toString() : null;
}
