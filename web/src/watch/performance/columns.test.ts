import { expect, it } from 'vitest';
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
    [bucket('2026-11-26T15:00', 2)],
    '24h',
    '2026-11-26T10:00:00Z',
    at('2026-11-27T10:20:00Z'),
    'Europe/Berlin',
  );
  expect(columns).toHaveLength(25);
  expect([columns[0]!.bucket, columns.at(-1)!.bucket]).toEqual(['2026-11-26T11:00', '2026-11-27T11:00']);
  expect(columns.filter(({ enrolled }) => enrolled > 0)).toEqual([bucket('2026-11-26T15:00', 2)]);
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
