/**
 * Time: instants as epoch milliseconds, wall-clock arithmetic in a zone through Temporal.
 * Nothing here reads a clock: now is always passed in.
 */
export { BusinessCalendar, businessDelayed, type Holiday } from './business-days.ts';
export { DAYS_OF_WEEK, type DayOfWeek, dayOfWeek, MONTHS, type Month, monthNumber } from './calendar.ts';
export { type ClockTime, type Day, dayPlus, dayThrough, instantOn } from './day.ts';
export { isDate } from './day-number.ts';
export { type DelaySpec, delayed } from './delay.ts';
export { firstAt, type Moments } from './first-at.ts';
export { DAY, type EpochMillis, HOUR, iso, LATEST, MINUTE, SECOND } from './instant.ts';
export {
  type Clock,
  type Days,
  latestOccurrence,
  type Occurrence,
  occurrenceAfter,
  occurrencesAfter,
} from './occurrence.ts';
export { anchoredDay, type DayOfYear, type Recurrence, recurringDay } from './recurrence.ts';
export { type Span, spanOf } from './span.ts';
export { type AllowedTimes, nextAllowed, SPREAD_MS } from './windows.ts';
export { dateInZone, isTimeZone, startOfDate, zoned } from './zone.ts';
