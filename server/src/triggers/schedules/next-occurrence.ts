import type { Subject } from '@millrace/core/criteria';
import { clockOf, daysOf, daysOfRecord, type EnrollmentSchedule } from '@millrace/core/flow';
import {
  type Day,
  type Days,
  dayThrough,
  type EpochMillis,
  type Occurrence,
  occurrencesAfter,
} from '@millrace/core/time';

/** Where the days of a schedule begin. */
export interface From {
  readonly at: EpochMillis;
  /** Days up to it are over, whatever the clock says; null for a flow that is off. */
  readonly afterDay: Day | null;
  readonly timeZone: string;
}

/**
 * The next occurrences of a schedule, so many at most: of one by a property, those of a record; null for a record without such a date, or
 * where there is none to ask.
 */
export function nextOccurrences(
  schedule: EnrollmentSchedule,
  subject: Subject | null,
  { at, afterDay, timeZone }: From,
  most: number,
): Occurrence[] | null {
  const days = daysFor(schedule, subject, timeZone);
  if (!days) return null;
  const clock = clockOf(schedule, timeZone);
  const isOver = dayThrough(at, clock.timeOfDay, timeZone);
  return occurrencesAfter(days, afterDay !== null && afterDay > isOver ? afterDay : isOver, clock, most);
}

function daysFor(schedule: EnrollmentSchedule, subject: Subject | null, timeZone: string): Days | null {
  if (schedule.type !== 'PROPERTY_BASED') return daysOf(schedule);
  return daysOfRecord(schedule, subject?.properties[schedule.dateProperty], timeZone);
}
