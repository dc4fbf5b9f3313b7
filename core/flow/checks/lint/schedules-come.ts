import { quote } from '../../../problem/index.ts';
import { dayThrough, recurringDay } from '../../../time/index.ts';
import type { EnrollmentSchedule, FlowDefinition } from '../../definition/index.ts';
import { enrollsAgain, scheduledFilters, scheduleOf } from '../../schedules/index.ts';
import type { Finding, Lint, LintInput } from './finding.ts';
import { noDate } from './no-date.ts';

/** The flow's schedule comes, and enrolls those who are meant. */
export const schedulesCome: Lint = (input) => {
  const schedule = scheduleOf(input.flow);
  if (!schedule) return [];
  return [
    ...isOver(schedule, input),
    ...goesByNoDate(schedule, input),
    ...leavesMonthsOut(schedule),
    ...enrollsOnce(schedule, input.flow),
    ...enrollsEverybody(schedule, input.flow),
  ];
};

const PATH = 'enrollmentSchedule';

function isOver(schedule: EnrollmentSchedule, { world }: LintInput): Finding[] {
  if (schedule.type !== 'ONCE') return [];
  if (recurringDay(schedule, dayThrough(world.now, schedule.timeOfDay, world.timeZone)) !== null) return [];
  const { year, month, dayOfMonth } = schedule;
  const message = `${PATH} ${quote(`${dayOfMonth} ${month} ${year}`)} is over: it enrolls no record any more.`;
  return [
    { severity: 'warning', code: 'SCHEDULE_IS_OVER', path: PATH, message, fix: 'Write a day to come.' },
  ];
}

function goesByNoDate(schedule: EnrollmentSchedule, input: LintInput): Finding[] {
  if (schedule.type !== 'PROPERTY_BASED') return [];
  return noDate(input, schedule.dateProperty, `${PATH}.dateProperty`, 'it enrolls no record');
}

/** Every month has so many days. */
const DAYS_OF_EVERY_MONTH = 28;

function leavesMonthsOut(schedule: EnrollmentSchedule): Finding[] {
  if (schedule.type !== 'MONTHLY_SPECIFIC_DAYS') return [];
  const days = [...new Set(schedule.daysOfMonth.filter((day) => day > DAYS_OF_EVERY_MONTH))];
  if (days.length === 0) return [];
  const path = `${PATH}.daysOfMonth`;
  const message = `${path} ${days.join(', ')}: months that have no such day are left out.`;
  const fix =
    'Nothing, if that is meant; the last day of every month is the type MONTHLY_RELATIVE_DAYS, LAST_DAY_OF_MONTH.';
  return [{ severity: 'info', code: 'MONTHS_LEFT_OUT', path, message, fix }];
}

function enrollsOnce(schedule: EnrollmentSchedule, flow: FlowDefinition): Finding[] {
  if (schedule.type === 'ONCE' || schedule.type === 'PROPERTY_BASED' || enrollsAgain(schedule, flow))
    return [];
  const message = `${PATH} ${quote(schedule.type)} comes again and again, and enrolls every record once only: shouldReEnroll is false.`;
  const fix =
    'Nothing, if that is meant; set enrollmentCriteria.shouldReEnroll to enroll them at every occurrence.';
  return [{ severity: 'info', code: 'ENROLLS_ONCE', path: PATH, message, fix }];
}

function enrollsEverybody(schedule: EnrollmentSchedule, flow: FlowDefinition): Finding[] {
  if (scheduledFilters(flow)) return [];
  const whom = schedule.type === 'PROPERTY_BASED' ? 'every record that has a date' : 'every record';
  const message = `${PATH} enrolls ${whom} of the object type ${flow.objectTypeId}: enrollmentCriteria have no filters.`;
  const fix = 'Nothing, if that is meant; else write enrollmentCriteria of the type LIST_BASED with filters.';
  return [{ severity: 'info', code: 'ENROLLS_EVERYBODY', path: PATH, message, fix }];
}
