import { Temporal } from 'temporal-polyfill';
import type { EpochMillis } from './instant.ts';
import { zoned } from './zone.ts';

/** A day of the calendar, `YYYY-MM-DD`, of the years 1 to 9999: texts sort as the days do. */
export type Day = string;

/** A time on the wall clock. */
export interface ClockTime {
  readonly hour: number;
  readonly minute: number;
}

/**
 * When a wall clock shows a time on a day. A time that the day skips because clocks go forward comes as much later; of one that comes
 * twice it is the first.
 */
export function instantOn(day: Day, time: ClockTime, timeZone: string): EpochMillis {
  return Temporal.PlainDate.from(day).toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds;
}

/** The latest day on which a wall clock has shown a time by now. */
export function dayThrough(now: EpochMillis, time: ClockTime, timeZone: string): Day {
  let day = zoned(now, timeZone).toPlainDate();
  // Twice back at most: today's is to come, and so may be yesterday's, which clocks that went forward moved into today.
  while (instantOn(day.toString(), time, timeZone) > now) day = day.subtract({ days: 1 });
  return day.toString();
}

/** A day so many days later, or, negative, earlier; at the end of the calendar, its last or first. */
export function dayPlus(day: Day, days: number): Day {
  const moved = Temporal.PlainDate.from(day).add({ days });
  if (moved.year < 1) return '0001-01-01';
  return moved.year > 9999 ? '9999-12-31' : moved.toString();
}
