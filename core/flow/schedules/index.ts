/** Schedules: by which of them a flow enrolls, on which days, and which records. Pure arithmetic of days and instants is in `time`. */
import { type Criteria, isEmpty } from '../../criteria/index.ts';
import { instantOf } from '../../property/index.ts';
import { anchoredDay, type Clock, type Day, type Days, dateInZone, recurringDay } from '../../time/index.ts';
import type { EnrollmentSchedule, FlowDefinition } from '../definition/index.ts';

/** A schedule with the same days for all records. */
export type CalendarSchedule = Exclude<EnrollmentSchedule, { type: 'PROPERTY_BASED' }>;

/** A schedule by a date property: every record has its own days. */
export type PropertySchedule = Extract<EnrollmentSchedule, { type: 'PROPERTY_BASED' }>;

/** The schedule by which a flow enrolls records. Of data sets there are none here, and events go by no schedule. */
export function scheduleOf({
  enrollmentCriteria,
  enrollmentSchedule,
}: FlowDefinition): EnrollmentSchedule | undefined {
  const type = enrollmentCriteria?.type;
  return type === 'DATASET' || type === 'EVENT_BASED' ? undefined : enrollmentSchedule;
}

/** Whom the schedule of a flow enrolls; null: every record. */
export function scheduledFilters({ enrollmentCriteria: criteria }: FlowDefinition): Criteria | null {
  if (criteria?.type !== 'LIST_BASED' || isEmpty(criteria.listFilterBranch)) return null;
  return criteria.listFilterBranch;
}

/** Whether an occurrence enrolls records that were inside before. Yearly schedules do so by themselves. */
export function enrollsAgain(schedule: EnrollmentSchedule, { enrollmentCriteria }: FlowDefinition): boolean {
  const isYearly = schedule.type === 'YEARLY' || (schedule.type === 'PROPERTY_BASED' && schedule.yearly);
  return isYearly || (enrollmentCriteria?.shouldReEnroll ?? false);
}

/** When the days of a schedule are looked at. */
export function clockOf({ timeOfDay }: EnrollmentSchedule, timeZone: string): Clock {
  return { timeOfDay, timeZone };
}

export function daysOf(schedule: CalendarSchedule): Days {
  return (after) => recurringDay(schedule, after);
}

/** The days of a record, by its value of the schedule's property; null for a value that is no date. */
export function daysOfRecord(
  schedule: PropertySchedule,
  value: string | undefined,
  timeZone: string,
): Days | null {
  const date = value === undefined ? null : dayOf(value, timeZone);
  return date === null ? null : (after) => anchoredDay(date, schedule, after);
}

/** A date is a day as it is; an instant lies in a day of the account's zone. */
function dayOf(value: string, timeZone: string): Day | null {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return instantOf(value) === null ? null : value;
  const at = instantOf(value);
  return at === null ? null : dateInZone(at, timeZone);
}
