import type { Temporal } from 'temporal-polyfill';
import type { BusinessCalendar } from './business-days.ts';
import { dayOfWeek, MONTHS } from './calendar.ts';
import { dayNumber } from './day-number.ts';
import { DAY, type EpochMillis, MINUTE } from './instant.ts';
import { zoned } from './zone.ts';

/** When actions may run; the members are those of the API. Without windows: at any time of any day that is not blocked. */
export interface AllowedTimes {
  readonly windows: readonly TimeWindowSpec[];
  readonly blockedDates: readonly BlockedDateSpec[];
  /** Its holidays close the windows, where there are some. */
  readonly calendar?: BusinessCalendar | undefined;
}

/** An end that is not after the start is of the next day: `22:00` to `06:00` goes over midnight. */
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
  const inHours = isInHours(wall, allowed);
  if (inHours && !isBlocked(wall, allowed)) return at;
  for (let days = inHours ? 1 : 0; days <= DAYS_LOOKED_AHEAD; days++) {
    const day = wall.add({ days });
    if (isBlocked(day, allowed)) continue;
    if (inHours && isInHours(day, allowed)) return day.epochMilliseconds;
    const from = days === 0 ? at : day.startOfDay().epochMilliseconds;
    const opening = openingFrom(from, day, allowed, spread);
    if (opening !== null) return opening;
  }
  return null;
}

/** Hours of a day, in minutes from its start; `to` is not part of them. */
interface Hours {
  readonly from: number;
  readonly to: number;
}

/** The hours of a day in order, blocked or not: those that begin on it, and what is left of those of the day before. */
function hoursOf(day: Temporal.ZonedDateTime, { windows }: AllowedTimes): Hours[] {
  if (windows.length === 0) return [{ from: 0, to: MINUTES_A_DAY }];
  const before = dayOfWeek(day.subtract({ days: 1 }));
  const today = dayOfWeek(day);
  return windows
    .flatMap((window): Hours[] => {
      const { from, to } = hoursIn(window);
      return [
        ...(window.day === today ? [{ from, to: Math.min(to, MINUTES_A_DAY) }] : []),
        ...(window.day === before && to > MINUTES_A_DAY ? [{ from: 0, to: to - MINUTES_A_DAY }] : []),
      ];
    })
    .sort((a, b) => a.from - b.from);
}

function hoursIn({ startTime, endTime }: TimeWindowSpec): Hours {
  const from = minuteOf(startTime) ?? 0;
  const to = minuteOf(endTime) ?? MINUTES_A_DAY;
  return { from, to: to > from ? to : to + MINUTES_A_DAY };
}

function minuteOf(time: TimeOfDaySpec | undefined): number | undefined {
  return time && time.hour * 60 + time.minute;
}

/** Whether the wall clock shows a time of the day's hours: an hour that comes twice counts twice. */
function isInHours(wall: Temporal.ZonedDateTime, allowed: AllowedTimes): boolean {
  const minute = wall.hour * 60 + wall.minute;
  return hoursOf(wall, allowed).some(({ from, to }) => minute >= from && minute < to);
}

function isBlocked(day: Temporal.ZonedDateTime, { windows, blockedDates, calendar }: AllowedTimes): boolean {
  if (windows.length > 0 && calendar?.isHoliday(dayNumber(day.toPlainDate().toString()))) return true;
  return blockedDates.some(
    ({ month, dayOfMonth, year }) =>
      MONTHS[day.month - 1] === month && day.day === dayOfMonth && (year === undefined || year === day.year),
  );
}

/** The first opening of the day from an instant on, spread; null when its hours are over, or clocks skip them. */
function openingFrom(
  earliest: EpochMillis,
  day: Temporal.ZonedDateTime,
  allowed: AllowedTimes,
  spread: number,
): EpochMillis | null {
  for (const { from, to } of hoursOf(day, allowed)) {
    const opening = showing(day, from);
    const end = to >= MINUTES_A_DAY ? day.startOfDay().add({ days: 1 }) : showing(day, to);
    const room = end.epochMilliseconds - opening.epochMilliseconds;
    if (opening.epochMilliseconds < earliest || room <= 0) continue;
    return opening.epochMilliseconds + Math.floor(spread * Math.min(SPREAD_MS, room));
  }
  return null;
}

/** When the day's clock first shows a minute, or one behind it where clocks go forward over it. */
function showing(day: Temporal.ZonedDateTime, minute: number): Temporal.ZonedDateTime {
  const time = { hour: Math.floor(minute / 60), minute: minute % 60 };
  const start = day.startOfDay();
  const shown = start.with({ ...time, second: 0, millisecond: 0 });
  if (shown.hour === time.hour && shown.minute === time.minute) return shown;
  return start.getTimeZoneTransition('next') ?? shown;
}
