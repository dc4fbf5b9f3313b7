import type { Temporal } from 'temporal-polyfill';
import { dayOfWeek, MONTHS } from './calendar.ts';
import { DAY, type EpochMillis, MINUTE } from './instant.ts';
import { zoned } from './zone.ts';

/** When actions may run; the members are those of the API. Without windows: at any time of any day that is not blocked. */
export interface AllowedTimes {
  readonly windows: readonly TimeWindowSpec[];
  readonly blockedDates: readonly BlockedDateSpec[];
}

export interface TimeWindowSpec {
  readonly day: string;
  readonly startTime?: TimeOfDaySpec | undefined;
  readonly endTime?: TimeOfDaySpec | undefined;
}

export interface TimeOfDaySpec {
  readonly hour: number;
  readonly minute: number;
}

/** Without a year, of every year. */
export interface BlockedDateSpec {
  readonly month: string;
  readonly dayOfMonth: number;
  readonly year?: number | undefined;
}

/** Actions that have waited for an opening are spread over so much time after it, to spare their receivers. */
export const SPREAD_MS = 15 * MINUTE;

/** No window opens in so many days: the windows and blocked dates leave no time at all. */
const DAYS_LOOKED_AHEAD = 366;

const MINUTES_A_DAY = DAY / MINUTE;

/**
 * The first instant, from `at` on, at which an action may run; null when none comes within a year.
 * Outside the hours: at the next opening, moved by `spread` (0 to 1) of the spread. Inside the hours of a blocked day:
 * at the same clock time of the next day that is not, or at that day's opening where the time is outside its hours.
 */
export function nextAllowed(
  at: EpochMillis,
  allowed: AllowedTimes,
  timeZone: string,
  spread: number,
): EpochMillis | null {
  const wall = zoned(at, timeZone);
  const minute = wall.hour * 60 + wall.minute;
  const inHours = hoursOf(wall, allowed).some(({ from, to }) => minute >= from && minute < to);
  if (inHours && !isBlocked(wall, allowed)) return at;
  const sameClock = inHours;
  for (let days = sameClock ? 1 : 0; days <= DAYS_LOOKED_AHEAD; days++) {
    const day = wall.add({ days });
    if (isBlocked(day, allowed)) continue;
    const hours = hoursOf(day, allowed);
    if (sameClock && hours.some(({ from, to }) => minute >= from && minute < to))
      return day.epochMilliseconds;
    const opening = hours.find(({ from }) => days > 0 || from > minute);
    if (opening) return openingOf(day, opening, spread);
  }
  return null;
}

interface Hours {
  /** Minutes of the day; `to` is not part of it. */
  readonly from: number;
  readonly to: number;
}

/** The hours of a day in order, blocked or not. */
function hoursOf(day: Temporal.ZonedDateTime, { windows }: AllowedTimes): Hours[] {
  if (windows.length === 0) return [{ from: 0, to: MINUTES_A_DAY }];
  const name = dayOfWeek(day);
  return windows
    .filter((window) => window.day === name)
    .map(({ startTime, endTime }) => ({
      from: minuteOf(startTime) ?? 0,
      to: minuteOf(endTime) ?? MINUTES_A_DAY,
    }))
    .sort((a, b) => a.from - b.from);
}

function minuteOf(time: TimeOfDaySpec | undefined): number | undefined {
  return time && time.hour * 60 + time.minute;
}

function isBlocked(day: Temporal.ZonedDateTime, { blockedDates }: AllowedTimes): boolean {
  return blockedDates.some(
    ({ month, dayOfMonth, year }) =>
      MONTHS[day.month - 1] === month && day.day === dayOfMonth && (year === undefined || year === day.year),
  );
}

function openingOf(day: Temporal.ZonedDateTime, { from, to }: Hours, spread: number): EpochMillis {
  const start = day.startOfDay().with({ hour: Math.floor(from / 60), minute: from % 60 });
  const room = Math.min(SPREAD_MS, (to - from) * MINUTE);
  return start.epochMilliseconds + Math.floor(spread * room);
}
