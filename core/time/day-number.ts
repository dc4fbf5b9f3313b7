import { Temporal } from 'temporal-polyfill';
import { DAY, type EpochMillis } from './instant.ts';
import { zoned } from './zone.ts';

/** The number of a date, `YYYY-MM-DD`: 0 is 1970-01-01. */
export function dayNumber(date: string): number {
  return Math.round(Date.parse(`${date}T00:00:00Z`) / DAY);
}

/** The date of a number: `YYYY-MM-DD`. */
export function dateOfDay(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** The number of the day that an instant falls on in a zone. */
export function wallDay(at: EpochMillis, timeZone: string): number {
  return dayNumber(zoned(at, timeZone).toPlainDate().toString());
}

/** When a day begins in a zone. */
export function dayStart(day: number, timeZone: string): EpochMillis {
  return Temporal.PlainDate.from(dateOfDay(day)).toZonedDateTime(timeZone).epochMilliseconds;
}

/** Whether a text is a date of the calendar, `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !text.startsWith('0000') &&
    Number.isFinite(dayNumber(text)) &&
    dateOfDay(dayNumber(text)) === text
  );
}
