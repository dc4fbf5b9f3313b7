import { expect, test } from 'vitest';
import { PERIOD_UNITS, PERIODS_MAX, periodsOf } from './periods.ts';

const stretch = (from: string, to: string) => ({ from: Date.parse(from), to: Date.parse(to) });
const shown = (periods: ReturnType<typeof periodsOf>) =>
  periods?.map(({ from, to }) => `${new Date(from).toISOString()} ${new Date(to).toISOString()}`);

test("months of the zone's calendar, the first and the last cut to the stretch", () => {
  const periods = periodsOf(
    stretch('2020-05-10T00:00:00Z', '2020-07-02T00:00:00Z'),
    'MONTH',
    'America/New_York',
  );
  expect(shown(periods)).toEqual([
    '2020-05-10T00:00:00.000Z 2020-06-01T04:00:00.000Z',
    '2020-06-01T04:00:00.000Z 2020-07-01T04:00:00.000Z',
    '2020-07-01T04:00:00.000Z 2020-07-02T00:00:00.000Z',
  ]);
});

test.each([
  ['QUARTER', '2026-02-10T00:00:00Z', '2026-04-01T00:00:00Z'],
  ['WEEK', '2026-11-26T16:00:00Z', '2026-11-30T00:00:00Z'],
  ['QUARTER_HOUR', '2026-11-26T16:20:00Z', '2026-11-26T16:30:00Z'],
  ['YEAR', '2026-11-26T16:20:00Z', '2027-01-01T00:00:00Z'],
  ['SECOND', '2026-11-26T16:20:00.250Z', '2026-11-26T16:20:01Z'],
] as const)('the first %s from %s ends at %s', (unit, from, end) => {
  const { to } = periodsOf(stretch(from, '2028-01-01T00:00:00Z'), 'YEAR', 'UTC')!.at(-1)!;
  const [first] = periodsOf({ from: Date.parse(from), to: Math.min(to, Date.parse(end) + 1) }, unit, 'UTC')!;
  expect(first!.to).toBe(Date.parse(end));
});

test.each(PERIOD_UNITS)(
  'periods of a %s follow each other without a gap where clocks are turned back',
  (unit) => {
    const whole = stretch('2026-10-25T00:50:00Z', '2026-10-25T01:05:00Z');
    const periods = periodsOf(whole, unit, 'Europe/Berlin')!;
    expect(periods[0]!.from).toBe(whole.from);
    expect(periods.at(-1)!.to).toBe(whole.to);
    for (const [index, { from }] of periods.slice(1).entries()) expect(from).toBe(periods[index]!.to);
  },
);

test('no more than can be answered', () => {
  const from = Date.parse('2026-11-26T00:00:00Z');
  expect(periodsOf({ from, to: from + PERIODS_MAX * 1_000 }, 'SECOND', 'UTC')).toHaveLength(PERIODS_MAX);
  expect(periodsOf({ from, to: from + PERIODS_MAX * 1_000 + 1 }, 'SECOND', 'UTC')).toBeNull();
  expect(periodsOf({ from, to: from }, 'DAY', 'UTC')).toEqual([]);
});
