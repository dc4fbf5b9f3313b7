import { describe, expect, test } from 'vitest';
import { type AllowedTimes, nextAllowed, SPREAD_MS } from './windows.ts';

const ZONE = 'America/New_York';
const nine = { hour: 9, minute: 0 };
const five = { hour: 17, minute: 0 };
const weekdays: AllowedTimes = {
  windows: ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY'].map((day) => ({
    day,
    startTime: nine,
    endTime: five,
  })),
  blockedDates: [],
};
const at = (text: string) => Date.parse(text);

/** The instant as New York's clock shows it in the cases below (UTC-5 in January, UTC-4 in July). */
const next = (from: string, allowed: AllowedTimes, spread = 0) => {
  const found = nextAllowed(at(from), allowed, ZONE, spread);
  return found === null ? null : new Date(found).toISOString();
};

describe('the first instant at which an action may run', () => {
  test.each([
    ['inside the hours: now', '2026-01-05T15:30:00-05:00', '2026-01-05T20:30:00.000Z'],
    ['before them: the opening of the same day', '2026-01-05T07:00:00-05:00', '2026-01-05T14:00:00.000Z'],
    ['after them: the opening of the next day', '2026-01-05T17:00:00-05:00', '2026-01-06T14:00:00.000Z'],
    [
      'case 30: on a day without hours: the next that has some',
      '2026-01-10T12:00:00-05:00',
      '2026-01-12T14:00:00.000Z',
    ],
  ])('%s', (_, from, expected) => {
    expect(next(from, weekdays)).toBe(expected);
  });

  test('what waited for an opening is spread over 15 minutes, and over the window if that is shorter', () => {
    expect(next('2026-01-05T07:00:00-05:00', weekdays, 0.999)).toBe(
      new Date(at('2026-01-05T09:00:00-05:00') + SPREAD_MS * 0.999).toISOString(),
    );
    const tenMinutes = {
      windows: [{ day: 'MONDAY', startTime: nine, endTime: { hour: 9, minute: 10 } }],
      blockedDates: [],
    };
    expect(next('2026-01-05T07:00:00-05:00', tenMinutes, 0.5)).toBe('2026-01-05T14:05:00.000Z');
  });

  test('case 31: inside the hours of a blocked day: the same time of the next day that is not', () => {
    const blocked = {
      ...weekdays,
      blockedDates: [
        { month: 'JANUARY', dayOfMonth: 5 },
        { month: 'JANUARY', dayOfMonth: 6, year: 2026 },
      ],
    };
    expect(next('2026-01-05T15:30:00-05:00', blocked)).toBe('2026-01-07T20:30:00.000Z');
    expect(next('2026-01-05T07:30:00-05:00', blocked)).toBe('2026-01-07T14:00:00.000Z');
    expect(next('2027-01-05T15:30:00-05:00', blocked)).toBe('2027-01-06T20:30:00.000Z');
  });

  test('without windows only blocked days matter', () => {
    const blocked = { windows: [], blockedDates: [{ month: 'DECEMBER', dayOfMonth: 25 }] };
    expect(next('2026-12-25T23:10:00-05:00', blocked)).toBe('2026-12-27T04:10:00.000Z');
    expect(next('2026-12-24T23:10:00-05:00', blocked)).toBe('2026-12-25T04:10:00.000Z');
  });

  test('hours are those of the wall clock, whatever the season', () => {
    expect(next('2026-07-06T05:00:00-04:00', weekdays)).toBe('2026-07-06T13:00:00.000Z');
  });

  test('windows that leave no time at all', () => {
    const never = { windows: [{ day: 'MONDAY', startTime: nine, endTime: nine }], blockedDates: [] };
    expect(next('2026-01-06T10:00:00-05:00', { ...never, windows: [] })).not.toBeNull();
    expect(next('2026-01-05T10:00:00-05:00', { windows: [{ day: 'NODAY' }], blockedDates: [] })).toBeNull();
  });
});
