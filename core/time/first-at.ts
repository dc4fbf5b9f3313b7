import type { BusinessCalendar } from './business-days.ts';
import { dayOfWeek } from './calendar.ts';
import { dayNumber } from './day-number.ts';
import { type EpochMillis, LATEST } from './instant.ts';
import { zoned } from './zone.ts';

/** Which moments count: those on these days (none given: any day), and at this time of day (none given: any time). */
export interface Moments {
  readonly daysOfWeek: readonly string[];
  readonly timeOfDay?: { readonly hour: number; readonly minute: number } | undefined;
  /** Only its business days. */
  readonly calendar?: BusinessCalendar | undefined;
}

/** Days until a wanted one comes: today's time of day may be over, and its weekday be the only one that counts. */
const DAYS_AHEAD = 7;
/** Holidays may lie on the wanted days of weeks on end. */
const BUSINESS_DAYS_AHEAD = 4_000;

/**
 * The first of such moments from `from` on, on the wall clock of a zone; `from` itself when it is one. A day without a time
 * begins at its start. A time that a day skips because clocks go forward comes as much later, as calendars have it.
 */
export function firstAt(
  from: EpochMillis,
  { daysOfWeek, timeOfDay, calendar }: Moments,
  timeZone: string,
): EpochMillis {
  if (daysOfWeek.length === 0 && !timeOfDay && !calendar) return from;
  const start = zoned(from, timeZone);
  for (let ahead = 0; ahead <= (calendar ? BUSINESS_DAYS_AHEAD : DAYS_AHEAD); ahead++) {
    const day = start.toPlainDate().add({ days: ahead });
    if (day.year > 9999) break;
    if (daysOfWeek.length > 0 && !daysOfWeek.includes(dayOfWeek(day))) continue;
    if (calendar && !calendar.isBusinessDay(dayNumber(day.toString()))) continue;
    const moment = day.toZonedDateTime({ timeZone, ...(timeOfDay ? { plainTime: timeOfDay } : {}) });
    if (moment.epochMilliseconds >= from) return moment.epochMilliseconds;
    if (!timeOfDay) return from;
  }
  return calendar ? LATEST : from;
}
