import { expect, test } from 'vitest';
import { anchoredDay, type Recurrence, recurringDay } from './recurrence.ts';

const days = (recurrence: Recurrence, after: string, most = 4) => {
  const found: string[] = [];
  for (let day = recurringDay(recurrence, after); day && found.length < most; ) {
    found.push(day);
    day = recurringDay(recurrence, day);
  }
  return found;
};

const monthly = (...daysOfMonth: number[]): Recurrence => ({ type: 'MONTHLY_SPECIFIC_DAYS', daysOfMonth });
const relative = (
  monthlyRelativeDays: Extract<Recurrence, { type: 'MONTHLY_RELATIVE_DAYS' }>['monthlyRelativeDays'],
): Recurrence => ({ type: 'MONTHLY_RELATIVE_DAYS', monthlyRelativeDays });

test.each<[string, Recurrence, string, string[]]>([
  ['every day', { type: 'DAILY' }, '2026-02-27', ['2026-02-28', '2026-03-01', '2026-03-02', '2026-03-03']],
  [
    'days of the week, in whatever order',
    { type: 'WEEKLY', daysOfWeek: ['FRIDAY', 'MONDAY', 'MONDAY'] },
    '2026-01-01',
    ['2026-01-02', '2026-01-05', '2026-01-09', '2026-01-12'],
  ],
  [
    'only Sundays',
    { type: 'WEEKLY', daysOfWeek: ['SUNDAY'] },
    '2026-01-04',
    ['2026-01-11', '2026-01-18', '2026-01-25', '2026-02-01'],
  ],
  [
    'the 31st: short months are left out',
    monthly(31),
    '2026-01-31',
    ['2026-03-31', '2026-05-31', '2026-07-31', '2026-08-31'],
  ],
  [
    'the 30th: February is left out',
    monthly(30),
    '2026-01-29',
    ['2026-01-30', '2026-03-30', '2026-04-30', '2026-05-30'],
  ],
  [
    'the 29th: February has it in leap years',
    monthly(29),
    '2028-01-30',
    ['2028-02-29', '2028-03-29', '2028-04-29', '2028-05-29'],
  ],
  ['several days', monthly(31, 1), '2026-01-30', ['2026-01-31', '2026-02-01', '2026-03-01', '2026-03-31']],
  [
    'the first Monday, on the 1st and on the 7th',
    relative('FIRST_MONDAY_OF_MONTH'),
    '2026-05-31',
    ['2026-06-01', '2026-07-06', '2026-08-03', '2026-09-07'],
  ],
  [
    'the last day, in leap years too',
    relative('LAST_DAY_OF_MONTH'),
    '2028-01-31',
    ['2028-02-29', '2028-03-31', '2028-04-30', '2028-05-31'],
  ],
  [
    'yearly',
    { type: 'YEARLY', month: 'OCTOBER', dayOfMonth: 6 },
    '2026-10-06',
    ['2027-10-06', '2028-10-06', '2029-10-06', '2030-10-06'],
  ],
  [
    '29 February is the 28th in other years',
    { type: 'YEARLY', month: 'FEBRUARY', dayOfMonth: 29 },
    '2026-01-01',
    ['2026-02-28', '2027-02-28', '2028-02-29', '2029-02-28'],
  ],
  [
    'and in 2100',
    { type: 'YEARLY', month: 'FEBRUARY', dayOfMonth: 29 },
    '2099-06-01',
    ['2100-02-28', '2101-02-28', '2102-02-28', '2103-02-28'],
  ],
  ['once', { type: 'ONCE', year: 2026, month: 'MAY', dayOfMonth: 4 }, '2026-05-03', ['2026-05-04']],
  ['once, when it is over', { type: 'ONCE', year: 2026, month: 'MAY', dayOfMonth: 4 }, '2026-05-04', []],
  [
    'once, before 1970',
    { type: 'ONCE', year: 1969, month: 'MAY', dayOfMonth: 4 },
    '0001-01-01',
    ['1969-05-04'],
  ],
  ['until the calendar ends', { type: 'DAILY' }, '9999-12-29', ['9999-12-30', '9999-12-31']],
  ['and no farther', { type: 'YEARLY', month: 'JUNE', dayOfMonth: 1 }, '9999-06-01', []],
])('%s', (_, recurrence, after, expected) => {
  expect(days(recurrence, after)).toEqual(expected);
});

const on = (daysDelta: number, yearly: boolean) => ({ daysDelta, yearly });

test.each<[string, string, { daysDelta: number; yearly: boolean }, string, string | null]>([
  ['on the date', '2026-05-04', on(0, false), '2026-05-03', '2026-05-04'],
  ['not again', '2026-05-04', on(0, false), '2026-05-04', null],
  ['days before', '2026-03-02', on(-3, false), '2026-01-01', '2026-02-27'],
  ['days after', '2026-12-30', on(5, false), '2026-12-30', '2027-01-04'],
  ['every year, whatever the year of the date', '1961-05-04', on(0, true), '2026-05-04', '2027-05-04'],
  ['also when it lies ahead', '2031-05-04', on(0, true), '2026-01-01', '2026-05-04'],
  ['before it, across the year', '1990-01-02', on(-7, true), '2026-12-01', '2026-12-26'],
  ['after it, across the year', '1990-12-30', on(7, true), '2026-12-01', '2027-01-06'],
  ['and in the year that has begun', '1990-12-30', on(7, true), '2027-01-05', '2027-01-06'],
  ['a leap day, in other years', '2000-02-29', on(0, true), '2026-01-01', '2026-02-28'],
  ['a leap day, in leap years', '2000-02-29', on(0, true), '2027-03-01', '2028-02-29'],
  ['a day after a leap day, in other years', '2000-02-29', on(1, true), '2026-01-01', '2026-03-01'],
  ['a century before', '2026-05-04', on(-36_525, true), '2026-01-01', '2026-05-03'],
  ['a century after', '1926-05-04', on(36_525, false), '2026-01-01', '2026-05-04'],
  ['before the calendar begins', '0001-01-02', on(-30, false), '0001-01-01', null],
  ['after it ends', '9999-12-30', on(30, false), '2026-01-01', null],
])('from a date: %s', (_, date, anchor, after, expected) => {
  expect(anchoredDay(date, anchor, after)).toBe(expected);
});
