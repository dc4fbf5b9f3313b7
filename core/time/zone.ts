import { Temporal } from 'temporal-polyfill';
import type { EpochMillis } from './instant.ts';

/** An instant on the wall clock of a zone (an IANA name). */
export function zoned(at: EpochMillis, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
}

/** The day that an instant falls on in a zone: `YYYY-MM-DD`. */
export function dateInZone(at: EpochMillis, timeZone: string): string {
  return zoned(at, timeZone).toPlainDate().toString();
}

/** When a day begins in a zone; the day is given by any instant of it in UTC. */
export function startOfDate(day: EpochMillis, timeZone: string): EpochMillis {
  return zoned(day, 'UTC').toPlainDate().toZonedDateTime(timeZone).epochMilliseconds;
}

/** Whether this runtime knows a zone of the name. Temporal would take a whole timestamp for one. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
