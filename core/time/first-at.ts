import { dayOfWeek } from './calendar.ts';
import type { EpochMillis } from './instant.ts';
import { zoned } from './zone.ts';

/** Which moments count: those on these days (none given: any day), and at this time of day (none given: any time). */
export interface Moments {
  readonly daysOfWeek: readonly string[];
  readonly timeOfDay?: { readonly hour: number; readonly minute: number } | undefined;
}

/**
 * The first of such moments from `from` on, on the wall clock of a zone; `from` itself when it is one. A day without a time
 * begins at its start. A time that a day skips because clocks go forward comes as much later, as calendars have it.
 */
export function firstAt(
  from: EpochMillis,
  { daysOfWeek, timeOfDay }: Moments,
  timeZone: string,
): EpochMillis {
  const start = zoned(from, timeZone);
  // Eight days: today's time of day may be over, and its weekday be the only one that counts.
  for (let ahead = 0; ahead <= 7; ahead++) {
    const day = start.toPlainDate().add({ days: ahead });
    if (daysOfWeek.length > 0 && !daysOfWeek.includes(dayOfWeek(day))) continue;
    const moment = day.toZonedDateTime({ timeZone, ...(timeOfDay ? { plainTime: timeOfDay } : {}) });
    if (moment.epochMilliseconds >= from) return moment.epochMilliseconds;
    if (!timeOfDay) return from;
  }
  return from;
}
