import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BusinessCalendar, businessDelayed } from './business-days.ts';
import { dayStart, wallDay } from './day-number.ts';
import { DAY, HOUR, iso, LATEST, MINUTE } from './instant.ts';
import { zoned } from './zone.ts';

const ZONES = [
  'America/New_York',
  'Europe/Berlin',
  'Asia/Tehran',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'America/Sao_Paulo',
  'UTC',
];
const DAYS = 24 * 60;
const QUARTER = 15;
const plain = new BusinessCalendar();
const withHolidays = new BusinessCalendar([
  { date: '2026-04-03', everyYear: false },
  { date: '2026-04-06', everyYear: false },
  { date: '2000-12-25', everyYear: true },
  { date: '2000-02-29', everyYear: true },
]);

describe('case 29', () => {
  test.each([
    ['2026-01-16T15:00', 2 * DAYS, '2026-01-20T15:00', 'Friday 15:00 and two days: Tuesday 15:00'],
    ['2026-01-12T15:00', 1 * DAYS, '2026-01-13T15:00', 'within the week'],
    ['2026-01-12T15:00', 5 * DAYS, '2026-01-19T15:00', 'a week'],
    ['2026-01-17T10:00', 1 * DAYS, '2026-01-20T00:00', 'entering on Saturday: the day begins with Monday'],
    ['2026-01-18T23:59', 0, '2026-01-19T00:00', 'no exit falls on a weekend'],
    ['2026-01-16T15:00', 9 * 60, '2026-01-19T00:00', 'hours that end with Friday'],
    ['2026-01-16T15:00', 10 * 60, '2026-01-19T01:00', 'hours over the weekend'],
    ['2026-01-16T23:50', 30, '2026-01-19T00:20', 'minutes over the weekend'],
    ['2026-01-16T15:00', 2 * DAYS + 90, '2026-01-20T16:30', 'days and minutes'],
    ['2026-01-12T15:00', 0, '2026-01-12T15:00', 'nothing to wait for'],
    ['2026-03-27T15:00', 2 * DAYS, '2026-03-31T15:00', 'over the change of the clocks in spring'],
    ['2026-10-23T15:00', 2 * DAYS, '2026-10-27T15:00', 'and in autumn'],
  ])('from %s, %d minutes: %s (%s)', (from, minutes, to) => {
    expect(wall(businessDelayed(at(from), minutes, plain, 'Europe/Berlin'))).toBe(to);
  });
});

test.each([
  ['2026-04-02T15:00', 1 * DAYS, '2026-04-07T15:00', 'Good Friday and Easter Monday do not count'],
  ['2026-04-03T15:00', 1 * DAYS, '2026-04-08T00:00', 'entering on a holiday'],
  ['2026-04-02T15:00', 10 * 60, '2026-04-07T01:00', 'hours over holidays'],
  ['2028-12-22T15:00', 1 * DAYS, '2028-12-26T15:00', 'a holiday of every year'],
  ['2028-02-28T15:00', 1 * DAYS, '2028-03-01T15:00', '29 February, in the years that have it'],
  ['2027-02-26T15:00', 1 * DAYS, '2027-03-01T15:00', 'and in one that has not'],
])('with holidays, from %s, %d minutes: %s (%s)', (from, minutes, to) => {
  expect(wall(businessDelayed(at(from), minutes, withHolidays, 'Europe/Berlin'))).toBe(to);
});

test('the end of the calendar is the end', () => {
  expect(businessDelayed(Date.UTC(9999, 11, 1), 100 * DAYS, plain, 'UTC')).toBe(LATEST);
});

const anInstant = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2031, 0, 1) });
const minutes = fc.oneof(
  fc.integer({ min: 0, max: 20 * DAYS }),
  fc.integer({ min: 0, max: 15 }).map((n) => n * DAYS),
);
const calendars = fc.array(fc.integer({ min: 0, max: 3_000 }), { maxLength: 30 }).map(
  (days) =>
    new BusinessCalendar(
      days.map((day) => ({
        date: iso(Date.UTC(2024, 0, 1) + day * DAY).slice(0, 10),
        everyYear: day % 7 === 0,
      })),
    ),
);
const input = fc.tuple(anInstant, minutes, calendars, fc.constantFrom(...ZONES));

test('none ends on a day off, or before it begins; whole days keep the time of day', () => {
  fc.assert(
    fc.property(input, ([from, length, calendar, zone]) => {
      const end = businessDelayed(from, length, calendar, zone);
      expect(end).toBeGreaterThanOrEqual(from);
      expect(calendar.isBusinessDay(wallDay(end, zone))).toBe(true);
      if (length % DAYS === 0 && calendar.isBusinessDay(wallDay(from, zone)) && !clockMoves(end, zone))
        expect(zoned(end, zone).toPlainTime().toString()).toBe(zoned(from, zone).toPlainTime().toString());
    }),
    { numRuns: 500 },
  );
});

test('whoever begins later, or waits longer, never ends earlier', () => {
  fc.assert(
    fc.property(
      input,
      fc.integer({ min: 0, max: 5 * DAY }),
      fc.integer({ min: 0, max: 3 * DAYS }),
      ([from, length, calendar, zone], later, longer) => {
        const end = businessDelayed(from, length, calendar, zone);
        // Where an hour comes twice or never, the same time of day is told by two instants.
        const slack =
          clockMoves(end, zone) || clockMoves(from, zone) || clockMoves(from + later, zone) ? HOUR : 0;
        expect(businessDelayed(from + later, length, calendar, zone)).toBeGreaterThanOrEqual(end - slack);
        expect(businessDelayed(from, length + longer, calendar, zone)).toBeGreaterThanOrEqual(end - slack);
      },
    ),
    { numRuns: 500 },
  );
});

test('as counted quarter by quarter, where clocks do not move', () => {
  fc.assert(
    fc.property(
      anInstant,
      fc.integer({ min: 0, max: (5 * DAYS) / QUARTER }).map((n) => n * QUARTER),
      calendars,
      fc.constantFrom('UTC', 'Asia/Kathmandu'),
      (from, length, calendar, zone) => {
        const start = Math.floor(from / HOUR) * HOUR;
        expect(businessDelayed(start, length, calendar, zone)).toBe(counted(start, length, calendar, zone));
      },
    ),
    { numRuns: 50 },
  );
});

/** The same by brute force: a quarter of an hour counts when it lies on a business day. */
function counted(from: number, length: number, calendar: BusinessCalendar, zone: string): number {
  let [at, left] = [from, length];
  for (;;) {
    const isOpen = calendar.isBusinessDay(wallDay(at, zone));
    if (isOpen && left === 0) return at;
    if (isOpen) left -= QUARTER;
    at += QUARTER * MINUTE;
  }
}

function clockMoves(instant: number, zone: string): boolean {
  const day = wallDay(instant, zone);
  return [day - 1, day, day + 1].some((each) => dayStart(each + 1, zone) - dayStart(each, zone) !== DAY);
}

function at(text: string): number {
  return zoned(Date.parse(`${text}Z`), 'UTC')
    .toPlainDateTime()
    .toZonedDateTime('Europe/Berlin').epochMilliseconds;
}

function wall(instant: number): string {
  return zoned(instant, 'Europe/Berlin').toPlainDateTime().toString({ smallestUnit: 'minute' });
}
