import { expect, test } from 'vitest';
import { firstAt } from './first-at.ts';
import { iso } from './instant.ts';

const ZONE = 'Europe/Berlin';
const nine = { hour: 9, minute: 0 };

test.each([
  ['2026-01-15T11:00:00Z', ['TUESDAY'], undefined, '2026-01-19T23:00:00.000Z', 'a day begins at its start'],
  ['2026-01-20T11:00:00Z', ['TUESDAY'], undefined, '2026-01-20T11:00:00.000Z', 'the day is there already'],
  ['2026-01-20T11:00:00Z', ['TUESDAY'], nine, '2026-01-27T08:00:00.000Z', 'its time is over: a week on'],
  ['2026-01-20T07:00:00Z', ['TUESDAY'], nine, '2026-01-20T08:00:00.000Z', 'its time is still to come'],
  ['2026-01-15T11:00:00Z', ['MONDAY', 'SATURDAY'], undefined, '2026-01-16T23:00:00.000Z', 'the next to come'],
  ['2026-01-15T07:59:59Z', [], nine, '2026-01-15T08:00:00.000Z', 'any day'],
  ['2026-01-15T08:00:00Z', [], nine, '2026-01-15T08:00:00.000Z', 'the very moment'],
  ['2026-01-15T08:00:01Z', [], nine, '2026-01-16T08:00:00.000Z', 'a second late'],
  ['2026-03-28T12:00:00Z', [], nine, '2026-03-29T07:00:00.000Z', 'clocks went forward in the night'],
  [
    '2026-03-28T12:00:00Z',
    [],
    { hour: 2, minute: 30 },
    '2026-03-29T01:30:00.000Z',
    'a time that the day skips',
  ],
  [
    '2026-10-24T12:00:00Z',
    [],
    { hour: 2, minute: 30 },
    '2026-10-25T00:30:00.000Z',
    'a time that comes twice',
  ],
  ['2026-10-25T01:00:00Z', [], { hour: 2, minute: 30 }, '2026-10-26T01:30:00.000Z', 'its first time is over'],
  ['2026-01-15T11:00:00Z', [], undefined, '2026-01-15T11:00:00.000Z', 'any moment'],
])('from %s on %j at %j: %s (%s)', (from, daysOfWeek, timeOfDay, expected, _) => {
  expect(iso(firstAt(Date.parse(from), { daysOfWeek, timeOfDay }, ZONE))).toBe(expected);
});
