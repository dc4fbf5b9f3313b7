import { windowLeaf } from '../leaves/window-leaf.ts';
import { bool, days } from '../members.ts';
import { later, nowBound, todayBound } from '../moments/bound.ts';
import { valueReading } from '../moments/reading.ts';
import { sayRollingDateRange } from './rolling-date-range.say.ts';
import { operationKind, TIME_TYPES } from './shape.ts';

/**
 * So many days from now, on the wall clock of the account's zone. An instant is compared to the millisecond; a date by days, so
 * that a date 30 days ago becomes "more than 30 days ago" when the next day begins.
 */
export const rollingDateRange = operationKind({
  names: ['ROLLING_DATE_RANGE', 'datetime-rolling'],
  operators: [
    'IS_LESS_THAN_X_DAYS_AGO',
    'IS_MORE_THAN_X_DAYS_AGO',
    'IS_LESS_THAN_X_DAYS_FROM_NOW',
    'IS_MORE_THAN_X_DAYS_FROM_NOW',
  ],
  fits: TIME_TYPES,
  members: { numberOfDays: days, requiresTimeZoneConversion: bool.nullish() },
  compile({ operator, numberOfDays: count, includeObjectsWithNoValueSet: none }, site) {
    const { context } = site;
    const zone = context.timeZone;
    const reading = valueReading(site, site.property, site.type, zone);
    const byDay = reading.grain === 'DAY';
    const at = (shift: number) =>
      byDay ? todayBound(shift, zone, context) : nowBound({ days: shift }, zone);
    // The first time that is after the bound: a day later for days, a millisecond for instants.
    const after = (shift: number) => (byDay ? at(shift + 1) : later(at(shift), 1));
    switch (operator) {
      case 'IS_LESS_THAN_X_DAYS_AGO':
        return windowLeaf(site, reading, { from: after(-count), to: after(0), outside: false }, none);
      case 'IS_MORE_THAN_X_DAYS_AGO':
        return windowLeaf(site, reading, { from: null, to: at(-count), outside: false }, none);
      case 'IS_LESS_THAN_X_DAYS_FROM_NOW':
        return windowLeaf(site, reading, { from: at(0), to: at(count), outside: false }, none);
      case 'IS_MORE_THAN_X_DAYS_FROM_NOW':
        return windowLeaf(site, reading, { from: after(count), to: null, outside: false }, none);
    }
  },
  say: sayRollingDateRange,
  cases: [
    {
      says: '30 days ago to the millisecond is not more',
      sentence: 'Value was more than 30 days ago',
      type: 'datetime',
      value: '2026-05-01T10:00:00.000Z',
      now: '2026-05-31T10:00:00.000Z',
      timeZone: 'UTC',
      operation: { operator: 'IS_MORE_THAN_X_DAYS_AGO', numberOfDays: 30 },
      met: false,
      until: '2026-05-31T10:00:00.001Z',
    },
    {
      says: 'across the start of summer time a day has 23 hours',
      type: 'datetime',
      value: '2026-03-07T15:00:00.000Z',
      now: '2026-03-08T13:59:59.999Z',
      timeZone: 'America/New_York',
      operation: { operator: 'IS_MORE_THAN_X_DAYS_AGO', numberOfDays: 1 },
      met: false,
      until: '2026-03-08T14:00:00.001Z',
    },
    {
      says: 'a date 30 days ago is more than that a day later',
      type: 'date',
      value: '2026-05-01',
      now: '2026-05-31T10:00:00.000Z',
      timeZone: 'America/New_York',
      operation: { operator: 'IS_MORE_THAN_X_DAYS_AGO', numberOfDays: 30 },
      met: false,
      until: '2026-06-01T04:00:00.000Z',
    },
    {
      says: 'today is less than a day ago',
      sentence: 'Value was less than 1 day ago',
      type: 'date',
      value: '2026-05-31',
      now: '2026-05-31T10:00:00.000Z',
      timeZone: 'UTC',
      operation: { operator: 'IS_LESS_THAN_X_DAYS_AGO', numberOfDays: 1 },
      met: true,
      until: '2026-06-01T00:00:00.000Z',
    },
    {
      says: 'what is to come was not ago',
      type: 'datetime',
      value: '2026-06-01T10:00:00.000Z',
      now: '2026-05-31T10:00:00.000Z',
      timeZone: 'UTC',
      operation: { operator: 'IS_LESS_THAN_X_DAYS_AGO', numberOfDays: 7 },
      met: false,
      until: '2026-06-01T10:00:00.000Z',
    },
    {
      says: 'within a week',
      sentence: 'Value is less than 7 days from now',
      type: 'date',
      value: '2026-06-06',
      now: '2026-05-31T10:00:00.000Z',
      timeZone: 'UTC',
      operation: { operator: 'IS_LESS_THAN_X_DAYS_FROM_NOW', numberOfDays: 7 },
      met: true,
      until: '2026-06-07T00:00:00.000Z',
    },
    {
      says: 'more than a week off',
      sentence: 'Value is more than 7 days from now',
      type: 'datetime',
      value: '2026-06-07T10:00:00.001Z',
      now: '2026-05-31T10:00:00.000Z',
      timeZone: 'UTC',
      operation: { operator: 'IS_MORE_THAN_X_DAYS_FROM_NOW', numberOfDays: 7 },
      met: true,
      until: '2026-05-31T10:00:00.001Z',
    },
    {
      says: 'long past stays past',
      type: 'datetime',
      value: '2020-01-01T00:00:00.000Z',
      now: '2026-05-31T10:00:00.000Z',
      operation: { operator: 'IS_MORE_THAN_X_DAYS_AGO', numberOfDays: 7 },
      met: true,
      until: null,
    },
    {
      says: 'no value is not long ago',
      type: 'datetime',
      value: null,
      operation: { operator: 'IS_MORE_THAN_X_DAYS_AGO', numberOfDays: 7 },
      met: false,
      until: null,
    },
  ],
});
