import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayThrough, instantOn } from './day.ts';
import { iso } from './instant.ts';
import { latestOccurrence, occurrenceAfter, occurrencesAfter } from './occurrence.ts';
import { recurringDay } from './recurrence.ts';
import { zoned } from './zone.ts';

const daily = (after: string) => recurringDay({ type: 'DAILY' }, after);
const yearly = (month: 'DECEMBER', dayOfMonth: number) => (after: string) =>
  recurringDay({ type: 'YEARLY', month, dayOfMonth }, after);

describe('a time of day on a day', () => {
  test.each([
    ['Europe/Berlin', '2026-03-28', '02:30', '2026-03-28T01:30:00.000Z', 'before clocks go forward'],
    ['Europe/Berlin', '2026-03-29', '02:30', '2026-03-29T01:30:00.000Z', 'skipped: an hour later'],
    ['Europe/Berlin', '2026-10-25', '02:30', '2026-10-25T00:30:00.000Z', 'twice: the first'],
    ['America/New_York', '2026-11-01', '01:15', '2026-11-01T05:15:00.000Z', 'twice: the first'],
    ['America/Sao_Paulo', '2018-11-04', '00:30', '2018-11-04T03:30:00.000Z', 'midnight is skipped'],
    ['America/Sao_Paulo', '2026-11-01', '00:30', '2026-11-01T03:30:00.000Z', 'no summer time since 2019'],
    ['Asia/Kathmandu', '2026-05-04', '09:00', '2026-05-04T03:15:00.000Z', 'a quarter of an hour'],
    ['Asia/Kathmandu', '1985-05-04', '09:00', '1985-05-04T03:30:00.000Z', 'before 1986'],
    ['Australia/Lord_Howe', '2026-10-04', '02:15', '2026-10-03T15:45:00.000Z', 'half an hour is skipped'],
    ['Australia/Lord_Howe', '2026-04-05', '01:45', '2026-04-04T14:45:00.000Z', 'half an hour comes twice'],
    ['Africa/Casablanca', '2026-02-15', '02:30', '2026-02-15T01:30:00.000Z', 'Ramadan: back, and the first'],
    ['Africa/Casablanca', '2026-03-22', '02:30', '2026-03-22T02:30:00.000Z', 'and forward again'],
    [
      'Pacific/Apia',
      '2011-12-30',
      '09:00',
      '2011-12-30T19:00:00.000Z',
      'a day that there was not: on the next',
    ],
    ['UTC', '0001-01-01', '00:00', '0001-01-01T00:00:00.000Z', 'the first day'],
    ['Pacific/Kiritimati', '9999-12-31', '23:59', '9999-12-31T09:59:00.000Z', 'the last day'],
  ])('%s, %s at %s: %s (%s)', (zone, day, text, expected, _) => {
    expect(iso(instantOn(day, timeOf(text), zone))).toBe(expected);
  });

  test.each([
    ['Europe/Berlin', '2026-05-04T06:59:59Z', '09:00', '2026-05-03'],
    ['Europe/Berlin', '2026-05-04T07:00:00Z', '09:00', '2026-05-04'],
    ['Pacific/Apia', '2026-05-03T20:00:00Z', '09:00', '2026-05-04'],
    // Toronto skipped from 23:30 to 00:30: at 00:40, the 23:45 of the day before is still to come.
    ['America/Toronto', '1919-03-31T04:40:00Z', '23:45', '1919-03-29'],
  ])('%s at %s: %s has been shown last on %s', (zone, now, text, expected) => {
    expect(dayThrough(Date.parse(now), timeOf(text), zone)).toBe(expected);
  });
});

describe('occurrences', () => {
  const nine = { timeOfDay: { hour: 9, minute: 0 }, timeZone: 'Pacific/Apia' };

  test('a day that there was not is not one of its own', () => {
    expect(occurrencesAfter(daily, '2011-12-28', nine, 3)).toEqual([
      { day: '2011-12-29', at: Date.parse('2011-12-29T19:00:00Z') },
      { day: '2011-12-30', at: Date.parse('2011-12-30T19:00:00Z') },
      { day: '2012-01-01', at: Date.parse('2011-12-31T19:00:00Z') },
    ]);
  });

  test('a yearly day that there was not comes on the next', () => {
    expect(occurrenceAfter(yearly('DECEMBER', 30), '2011-01-01', nine)?.at).toBe(
      Date.parse('2011-12-30T19:00:00Z'),
    );
  });

  test('of many that have come meanwhile, the latest', () => {
    const now = Date.parse('2026-05-20T12:00:00Z');
    const clock = { ...nine, timeZone: 'UTC' };
    expect(latestOccurrence(daily, '2026-05-01', now, clock)?.day).toBe('2026-05-20');
    expect(latestOccurrence(daily, '2026-05-20', now, clock)).toBeNull();
  });
});

const ZONES = [
  'America/Sao_Paulo',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Pacific/Apia',
  'Europe/Berlin',
  'America/New_York',
  'Antarctica/Troll',
  'America/Toronto',
  'UTC',
];

const zone = fc.constantFrom(...ZONES);
const timeOfDay = fc.record({
  hour: fc.integer({ min: 0, max: 23 }),
  minute: fc.integer({ min: 0, max: 59 }),
});
const day = fc
  .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2090-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

test('daily: each comes after the one before, by the zone’s clock, and no day is left out that there is', () => {
  fc.assert(
    fc.property(zone, timeOfDay, day, (timeZone, time, from) => {
      const found = occurrencesAfter(daily, from, { timeOfDay: time, timeZone }, 40);
      let previous = { day: from, at: instantOn(from, time, timeZone) };
      for (const each of found) {
        expect(each.at).toBeGreaterThan(previous.at);
        // No more than a day and the widest change of clocks, unless the zone has no such day.
        expect(each.at - previous.at).toBeLessThanOrEqual(26 * 3_600_000);
        const wall = zoned(each.at, timeZone);
        const shows = wall.hour === time.hour && wall.minute === time.minute;
        const isSkipped =
          zoned(each.at - 3 * 3_600_000, timeZone).offsetNanoseconds !== wall.offsetNanoseconds;
        expect(shows || isSkipped).toBe(true);
        previous = each;
      }
    }),
    { numRuns: 300 },
  );
});

test('the last day through which a time has come is the one whose next is to come', () => {
  const instant = fc.integer({
    min: Date.parse('1900-01-01T00:00:00Z'),
    max: Date.parse('2090-01-01T00:00:00Z'),
  });
  fc.assert(
    fc.property(zone, timeOfDay, instant, (timeZone, time, now) => {
      const through = dayThrough(now, time, timeZone);
      expect(instantOn(through, time, timeZone)).toBeLessThanOrEqual(now);
      const next = occurrenceAfter(daily, through, { timeOfDay: time, timeZone });
      expect(next?.at).toBeGreaterThan(now);
    }),
    { numRuns: 300 },
  );
});

function timeOf(text: string) {
  const [hour, minute] = text.split(':').map(Number) as [number, number];
  return { hour, minute };
}
