import * as z from 'zod';
import { windowLeaf } from '../leaves/window-leaf.ts';
import { bool, integer, month } from '../members.ts';
import { dayBound, later, nowBound, todayBound } from '../moments/bound.ts';
import { valueReading } from '../moments/reading.ts';
import { unitOf } from '../moments/unit.ts';
import { startOf } from '../moments/zone.ts';
import { sayCalendarDate } from './calendar-date.say.ts';
import { operationKind, TIME_TYPES } from './shape.ts';

/** The days by which a unit's distance from now varies: by two units at most, and as months are of different lengths. */
const SLACK_DAYS = { DAY: 5, WEEK: 17, MONTH: 70, QUARTER: 192, YEAR: 740 };

/**
 * Calendar units of the account's zone: this one, the next so many, the last so many. SO_FAR ends with now (for a date: with
 * today). Fiscal quarters and years begin with `fiscalYearStart`, or else with the account's month.
 */
export const calendarDate = operationKind({
  names: ['CALENDAR_DATE', 'calendar-date'],
  operators: [
    'IN_THIS_TIME_UNIT',
    'IN_THIS_TIME_UNIT_SO_FAR',
    'IN_NEXT_TIME_UNIT',
    'IN_LAST_TIME_UNIT',
    'IN_LAST_TIME_UNIT_SO_FAR',
  ],
  fits: TIME_TYPES,
  members: {
    timeUnit: z.enum(['DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR']),
    timeUnitCount: integer.pipe(z.int().min(1).max(1_000)).nullish(),
    useFiscalYear: bool.nullish(),
    fiscalYearStart: month.nullish(),
  },
  compile({ operator, timeUnit, timeUnitCount, useFiscalYear, fiscalYearStart, ...rest }, site) {
    const { context } = site;
    const zone = context.timeZone;
    const reading = valueReading(site, site.property, site.type, zone);
    const firstMonth = useFiscalYear ? (fiscalYearStart ?? context.fiscalYearStartMonth ?? 1) : 1;
    const unit = unitOf(timeUnit, context, firstMonth);
    const start = (units: number) =>
      dayBound(zone, unit, SLACK_DAYS[timeUnit], (day) => startOf(unit.plus(day, units), zone));
    const soFar = reading.grain === 'DAY' ? todayBound(1, zone, context) : later(nowBound({}, zone), 1);
    const count = timeUnitCount ?? 1;
    const windows = {
      IN_THIS_TIME_UNIT: { from: start(0), to: start(1) },
      IN_THIS_TIME_UNIT_SO_FAR: { from: start(0), to: soFar },
      IN_NEXT_TIME_UNIT: { from: start(1), to: start(1 + count) },
      IN_LAST_TIME_UNIT: { from: start(-count), to: start(0) },
      IN_LAST_TIME_UNIT_SO_FAR: { from: start(-count), to: soFar },
    };
    return windowLeaf(
      site,
      reading,
      { ...windows[operator], outside: false },
      rest.includeObjectsWithNoValueSet,
    );
  },
  say: sayCalendarDate,
  cases: [
    {
      says: 'this month, in the zone',
      sentence: 'Value is in this month',
      type: 'datetime',
      value: '2026-06-01T03:59:59.999Z',
      now: '2026-05-15T12:00:00.000Z',
      timeZone: 'America/New_York',
      operation: { operator: 'IN_THIS_TIME_UNIT', timeUnit: 'MONTH' },
      met: true,
      until: '2026-06-01T04:00:00.000Z',
    },
    {
      says: 'next month',
      type: 'date',
      value: '2026-06-01',
      now: '2026-05-15T12:00:00.000Z',
      timeZone: 'UTC',
      operation: { operator: 'IN_THIS_TIME_UNIT', timeUnit: 'MONTH' },
      met: false,
      until: '2026-06-01T00:00:00.000Z',
    },
    {
      says: 'this month so far, with today',
      sentence: 'Value is in this month so far',
      type: 'date',
      value: '2026-05-15',
      now: '2026-05-15T12:00:00.000Z',
      timeZone: 'UTC',
      operation: { operator: 'IN_THIS_TIME_UNIT_SO_FAR', timeUnit: 'MONTH' },
      met: true,
      until: '2026-06-01T00:00:00.000Z',
    },
    {
      says: 'tomorrow is not so far',
      type: 'date',
      value: '2026-05-16',
      now: '2026-05-15T12:00:00.000Z',
      timeZone: 'UTC',
      operation: { operator: 'IN_THIS_TIME_UNIT_SO_FAR', timeUnit: 'MONTH' },
      met: false,
      until: '2026-05-16T00:00:00.000Z',
    },
    {
      says: 'a week begins on Monday',
      type: 'date',
      value: '2026-05-17',
      now: '2026-05-11T00:00:00.000Z',
      timeZone: 'UTC',
      operation: { operator: 'IN_THIS_TIME_UNIT', timeUnit: 'WEEK' },
      met: true,
      until: '2026-05-18T00:00:00.000Z',
    },
    {
      says: 'the last two quarters',
      sentence: 'Value is in the last 2 quarters',
      type: 'date',
      value: '2025-10-01',
      now: '2026-05-15T12:00:00.000Z',
      timeZone: 'UTC',
      operation: { operator: 'IN_LAST_TIME_UNIT', timeUnit: 'QUARTER', timeUnitCount: 2 },
      met: true,
      until: '2026-07-01T00:00:00.000Z',
    },
    {
      says: 'the next year, fiscal from April',
      sentence: 'Value is in the next fiscal year (years begin in April)',
      type: 'date',
      value: '2027-04-01',
      now: '2026-05-15T12:00:00.000Z',
      timeZone: 'UTC',
      operation: {
        operator: 'IN_NEXT_TIME_UNIT',
        timeUnit: 'YEAR',
        useFiscalYear: true,
        fiscalYearStart: 'APRIL',
      },
      met: true,
      until: '2027-04-01T00:00:00.000Z',
    },
    {
      says: 'yesterday and today so far',
      sentence: 'Value is in the last day or today',
      type: 'datetime',
      value: '2026-05-14T00:00:00.000Z',
      now: '2026-05-15T12:00:00.000Z',
      timeZone: 'UTC',
      operation: { operator: 'IN_LAST_TIME_UNIT_SO_FAR', timeUnit: 'DAY' },
      met: true,
      until: '2026-05-16T00:00:00.000Z',
    },
    {
      says: 'a day of 25 hours',
      type: 'datetime',
      value: '2026-11-02T04:59:59.999Z',
      now: '2026-11-01T04:00:00.000Z',
      timeZone: 'America/New_York',
      operation: { operator: 'IN_THIS_TIME_UNIT', timeUnit: 'DAY' },
      met: true,
      until: '2026-11-02T05:00:00.000Z',
    },
    {
      says: 'no value',
      type: 'date',
      value: null,
      operation: { operator: 'IN_THIS_TIME_UNIT', timeUnit: 'YEAR' },
      met: false,
      until: null,
    },
  ],
});
