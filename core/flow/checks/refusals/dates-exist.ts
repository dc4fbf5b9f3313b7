import { type Problem, quote } from '../../../problem/index.ts';
import { MONTHS, type Month } from '../../../time/index.ts';
import type { FlowCheck } from '../check.ts';

/** Dates that a flow writes as month and day are in the calendar. Without a year, 29 February is. */
export const datesExist: FlowCheck = (flow) => [
  ...flow.blockedDates.flatMap((date, index) => ofDate(date, `blockedDates[${index}]`)),
  ...(flow.enrollmentSchedule?.type === 'YEARLY' || flow.enrollmentSchedule?.type === 'ONCE'
    ? ofDate(flow.enrollmentSchedule, 'enrollmentSchedule')
    : []),
  ...(flow.type === 'CONTACT_FLOW' && flow.eventAnchor?.type === 'STATIC_DATE_ANCHOR'
    ? ofDate(flow.eventAnchor, 'eventAnchor')
    : []),
];

interface MonthDay {
  readonly month: Month;
  readonly dayOfMonth: number;
  readonly year?: number | undefined;
}

/** A leap year, for dates of every year. */
const ANY_YEAR = 2000;

function ofDate({ month, dayOfMonth, year }: MonthDay, at: string): Problem[] {
  const days = daysIn(MONTHS.indexOf(month), year ?? ANY_YEAR);
  if (dayOfMonth <= days) return [];
  const path = `${at}.dayOfMonth`;
  const message =
    `${path} ${quote(dayOfMonth)} does not exist: ${month}${year === undefined ? '' : ` ${year}`} has ${days} days. ` +
    `Write a day from 1 to ${days}.`;
  return [{ path, code: 'DATE_DOES_NOT_EXIST', message }];
}

function daysIn(monthIndex: number, year: number): number {
  const date = new Date(0);
  // Day 0 of the next month; setUTCFullYear, because Date.UTC reads years below 100 as 19xx.
  date.setUTCFullYear(year, monthIndex + 1, 0);
  return date.getUTCDate();
}
