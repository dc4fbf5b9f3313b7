import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BusinessCalendar } from './business-days.ts';
import { MONTHS } from './calendar.ts';
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

test('holidays close the windows, and nothing where there are none', () => {
  const calendar = new BusinessCalendar([
    { date: '2026-01-05', everyYear: false },
    { date: '2020-01-06', everyYear: true },
  ]);
  const monday = '2026-01-05T10:00:00-05:00';
  expect(next(monday, { ...weekdays, calendar })).toBe('2026-01-07T15:00:00.000Z');
  expect(next('2026-01-05T07:00:00-05:00', { ...weekdays, calendar })).toBe('2026-01-07T14:00:00.000Z');
  const blocked = { windows: [], blockedDates: [{ month: 'JANUARY', dayOfMonth: 8 }], calendar };
  expect(next(monday, blocked)).toBe('2026-01-05T15:00:00.000Z');
});

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
    expect(next('2026-01-05T10:00:00-05:00', { windows: [{ day: 'NODAY' }], blockedDates: [] })).toBeNull();
    const blocked = MONTHS.flatMap((month) =>
      Array.from({ length: 31 }, (_, index) => ({ month, dayOfMonth: index + 1 })),
    );
    expect(next('2026-01-05T10:00:00-05:00', { windows: [], blockedDates: blocked })).toBeNull();
  });
});

describe('hours over midnight', () => {
  const night: AllowedTimes = {
    windows: [{ day: 'FRIDAY', startTime: { hour: 22, minute: 0 }, endTime: { hour: 6, minute: 0 } }],
    blockedDates: [],
  };
  test.each([
    ['2026-01-09T21:59:00-05:00', '2026-01-10T03:00:00.000Z', 'before: at the opening'],
    ['2026-01-09T23:00:00-05:00', '2026-01-10T04:00:00.000Z', 'on Friday night: now'],
    ['2026-01-10T05:59:00-05:00', '2026-01-10T10:59:00.000Z', 'on Saturday morning: now'],
    ['2026-01-10T06:00:00-05:00', '2026-01-17T03:00:00.000Z', 'behind: in a week'],
    ['2026-01-09T05:00:00-05:00', '2026-01-10T03:00:00.000Z', 'Friday morning is of no night'],
  ])('from %s: %s (%s)', (from, expected) => {
    expect(next(from, night)).toBe(expected);
  });

  test('a blocked Saturday ends the night at midnight, and what comes in it goes on at the same time of Sunday or at the next opening', () => {
    const allowed = { ...night, blockedDates: [{ month: 'JANUARY', dayOfMonth: 10 }] };
    expect(next('2026-01-09T23:59:00-05:00', allowed)).toBe('2026-01-10T04:59:00.000Z');
    expect(next('2026-01-10T02:00:00-05:00', allowed)).toBe('2026-01-17T03:00:00.000Z');
  });

  test('the same time twice is the whole day from then on', () => {
    const all = { windows: [{ day: 'MONDAY', startTime: nine, endTime: nine }], blockedDates: [] };
    expect(next('2026-01-06T08:59:00-05:00', all)).toBe('2026-01-06T13:59:00.000Z');
    expect(next('2026-01-06T09:00:00-05:00', all)).toBe('2026-01-12T14:00:00.000Z');
  });
});

describe('where clocks move', () => {
  const between = (start: [number, number], end: [number, number]): AllowedTimes => ({
    windows: [
      {
        day: 'SUNDAY',
        startTime: { hour: start[0], minute: start[1] },
        endTime: { hour: end[0], minute: end[1] },
      },
    ],
    blockedDates: [],
  });
  // New York: 8 March 2026, 02:00 to 03:00 is skipped; 1 November 2026, 01:00 to 02:00 comes twice.
  test.each([
    [between([2, 30], [4, 0]), '2026-03-08T00:00:00-05:00', '2026-03-08T07:00:00.000Z', 'opens at 03:00'],
    [between([2, 0], [3, 0]), '2026-03-08T00:00:00-05:00', '2026-03-15T06:00:00.000Z', 'is skipped whole'],
    [
      between([1, 30], [2, 30]),
      '2026-03-08T00:00:00-05:00',
      '2026-03-08T06:30:00.000Z',
      'ends with the skip',
    ],
    [
      between([1, 30], [1, 45]),
      '2026-11-01T00:00:00-04:00',
      '2026-11-01T05:30:00.000Z',
      'opens the first time',
    ],
    [
      between([1, 30], [1, 45]),
      '2026-11-01T01:35:00-05:00',
      '2026-11-01T06:35:00.000Z',
      'is open the second time',
    ],
  ])('%j from %s: %s (%s)', (allowed, from, expected) => {
    expect(next(from, allowed)).toBe(expected);
  });

  test('blocked, at a time that the next day skips: as much later', () => {
    const allowed = { windows: [], blockedDates: [{ month: 'MARCH', dayOfMonth: 7 }] };
    expect(next('2026-03-07T02:30:00-05:00', allowed)).toBe('2026-03-08T07:30:00.000Z');
  });
});

const DAY_NAMES = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];
const time = fc.record({ hour: fc.integer({ min: 0, max: 23 }), minute: fc.constantFrom(0, 15, 30, 45) });
const allowedTimes = fc.record({
  windows: fc.array(
    fc.record({
      day: fc.constantFrom(...DAY_NAMES),
      startTime: fc.option(time, { nil: undefined }),
      endTime: fc.option(time, { nil: undefined }),
    }),
    { maxLength: 6 },
  ),
  blockedDates: fc.array(
    fc.record({ month: fc.constantFrom(...MONTHS), dayOfMonth: fc.integer({ min: 1, max: 28 }) }),
    { maxLength: 12 },
  ),
});
const zones = fc.constantFrom(
  'America/New_York',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Asia/Tehran',
  'UTC',
);

test('what is allowed is allowed when it comes, whatever the zone: asked again, it is now', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2029, 0, 1) }),
      allowedTimes,
      zones,
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (from, allowed, zone, spread) => {
        const found = nextAllowed(from, allowed, zone, spread);
        if (found === null) return;
        expect(found).toBeGreaterThanOrEqual(from);
        expect(nextAllowed(found, allowed, zone, spread)).toBe(found);
      },
    ),
    { numRuns: 1_000 },
  );
});
