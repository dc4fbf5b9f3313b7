/**
 * Time: instants as epoch milliseconds, wall-clock arithmetic in a zone through Temporal.
 * Nothing here reads a clock: now is always passed in.
 */
export { DAYS_OF_WEEK, type DayOfWeek, dayOfWeek, MONTHS, type Month, monthNumber } from './calendar.ts';
export { type ClockTime, type Day, dayPlus, dayThrough, instantOn } from './day.ts';
export { type DelaySpec, delayed } from './delay.ts';
export { firstAt, type Moments } from './first-at.ts';
export { DAY, type EpochMillis, HOUR, iso, MINUTE, SECOND } from './instant.ts';
export {
  type Clock,
  type Days,
  latestOccurrence,
  type Occurrence,
  occurrenceAfter,
  occurrencesAfter,
} from './occurrence.ts';
export { anchoredDay, type DayOfYear, type Recurrence, recurringDay } from './recurrence.ts';
export { type AllowedTimes, nextAllowed, SPREAD_MS } from './windows.ts';
export { dateInZone, isTimeZone, startOfDate, zoned } from './zone.ts';
