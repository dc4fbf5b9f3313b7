import { expect, it } from 'vitest';
import { fullText } from './bucket-text.ts';
import { columnsOf } from './columns.ts';

const bucket = (at: string, enrolled: number) => ({
  bucket: at,
  enrolled,
  completed: 0,
  metGoal: 0,
  unenrolled: 0,
  failed: 0,
});
const at = Date.parse;

it('has every hour of a day, also those in which nothing happened', () => {
  const columns = columnsOf(
    [bucket('2026-11-26T15:00+01:00', 2)],
    '24h',
    '2026-11-26T10:00:00Z',
    at('2026-11-27T10:20:00Z'),
    'Europe/Berlin',
  );
  expect(columns).toHaveLength(25);
  expect([columns[0]!.bucket, columns.at(-1)!.bucket]).toEqual([
    '2026-11-26T11:00+01:00',
    '2026-11-27T11:00+01:00',
  ]);
  expect(columns.filter(({ enrolled }) => enrolled > 0)).toEqual([bucket('2026-11-26T15:00+01:00', 2)]);
});

it.each([
  // An hour twice, with what happened in each.
  [
    'Europe/Berlin',
    '2026-10-24T23:00:00Z',
    '2026-10-25T02:10:00Z',
    [
      ['2026-10-25T01:00+02:00', '25 Oct 2026, 01:00'],
      ['2026-10-25T02:00+02:00', '25 Oct 2026, 02:00 (+02:00)'],
      ['2026-10-25T02:00+01:00', '25 Oct 2026, 02:00 (+01:00)'],
      ['2026-10-25T03:00+01:00', '25 Oct 2026, 03:00'],
    ],
  ],
  // An hour that is left out.
  [
    'Europe/Berlin',
    '2026-03-29T00:00:00Z',
    '2026-03-29T02:00:00Z',
    [
      ['2026-03-29T01:00+01:00', '29 Mar 2026, 01:00'],
      ['2026-03-29T03:00+02:00', '29 Mar 2026, 03:00'],
      ['2026-03-29T04:00+02:00', '29 Mar 2026, 04:00'],
    ],
  ],
  // The first hour has begun before.
  [
    'Asia/Kathmandu',
    '2026-06-01T10:00:00Z',
    '2026-06-01T11:20:00Z',
    [
      ['2026-06-01T15:00+05:45', '1 Jun 2026, 15:00'],
      ['2026-06-01T16:00+05:45', '1 Jun 2026, 16:00'],
      ['2026-06-01T17:00+05:45', '1 Jun 2026, 17:00'],
    ],
  ],
  // Half an hour twice, and the half hour that is left out.
  [
    'Australia/Lord_Howe',
    '2026-04-04T14:00:00Z',
    '2026-04-04T15:30:00Z',
    [
      ['2026-04-05T01:00+11:00', '5 Apr 2026, 01:00 (+11:00)'],
      ['2026-04-05T01:30+10:30', '5 Apr 2026, 01:30 (+10:30)'],
      ['2026-04-05T02:00+10:30', '5 Apr 2026, 02:00'],
    ],
  ],
  [
    'Australia/Lord_Howe',
    '2026-10-03T15:00:00Z',
    '2026-10-03T16:00:00Z',
    [
      ['2026-10-04T01:00+10:30', '4 Oct 2026, 01:00'],
      ['2026-10-04T02:30+11:00', '4 Oct 2026, 02:30'],
      ['2026-10-04T03:00+11:00', '4 Oct 2026, 03:00'],
    ],
  ],
])('%s shows the hours of %s as its clocks do', (zone, since, now, expected) => {
  const columns = columnsOf([bucket(expected[1]![0]!, 7)], '24h', since, at(now), zone);
  expect(columns.map((column) => [column.bucket, fullText(column.bucket, '24h', columns)])).toEqual(expected);
  expect(columns.map(({ enrolled }) => enrolled)).toEqual(expected.map((_, index) => (index === 1 ? 7 : 0)));
});

it('has each date once, also when the clocks go forward or back', () => {
  for (const since of ['2026-03-26T00:00:00Z', '2026-10-22T00:00:00Z']) {
    const columns = columnsOf([], '7d', since, at(since) + 7 * 86_400_000, 'Europe/Berlin');
    expect(columns).toHaveLength(8);
    expect(new Set(columns.map(({ bucket }) => bucket)).size).toBe(8);
  }
});

it('goes week by week from the first thing that ever happened', () => {
  const columns = columnsOf(
    [bucket('2026-11-02', 1), bucket('2026-11-16', 3)],
    'all',
    undefined,
    at('2026-11-27T10:00:00Z'),
    'UTC',
  );
  expect(columns.map(({ bucket: week, enrolled }) => [week, enrolled])).toEqual([
    ['2026-11-02', 1],
    ['2026-11-09', 0],
    ['2026-11-16', 3],
    ['2026-11-23', 0],
  ]);
  expect(columnsOf([], 'all', undefined, at('2026-11-27T10:00:00Z'), 'UTC')).toEqual([]);
});
