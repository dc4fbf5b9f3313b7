import { expect, test } from 'vitest';
import { stillFor, type Time } from './pause.ts';

type Stretch = { readonly time: Time; readonly since: number; readonly end: number };
const still = (since: number, end: number): Stretch => ({ time: 'STANDS_STILL', since, end });

/** Each counted when it ends, with what is then known of the others. */
function counted(pauses: readonly Stretch[]): number {
  return pauses
    .map((pause) =>
      stillFor(
        pause,
        pause.end,
        pauses
          .filter((other) => other !== pause && other.since <= pause.end)
          .map((other) => ({ ...other, end: other.end > pause.end ? null : other.end })),
      ),
    )
    .reduce((sum, each) => sum + each, 0);
}

test('overlapping pauses count each instant once, in whatever order they end', () => {
  expect(counted([still(1, 5)])).toBe(4);
  expect(counted([still(1, 5), still(3, 8)])).toBe(7);
  expect(counted([still(1, 10), still(3, 5)])).toBe(9);
  expect(counted([still(1, 5), still(3, 8), still(4, 6)])).toBe(7);
  expect(counted([still(1, 3), still(5, 8)])).toBe(5);
  expect(counted([{ ...still(1, 9), time: 'GOES_ON' }, still(3, 5)])).toBe(2);
});

test('any three pauses of different ends count as long as they cover', () => {
  for (let seed = 1; seed <= 500; seed++) {
    const at = (n: number) => ((seed * 7919 + n * 104_729) % 97) + n / 10;
    const pauses = [0, 2, 4].map((n) =>
      still(Math.min(at(n), at(n + 1)), Math.max(at(n), at(n + 1)) + 0.01 * n + 0.01),
    );
    const covered = union(pauses);
    expect(counted(pauses)).toBeCloseTo(covered, 6);
  }
});

function union(pauses: readonly Stretch[]): number {
  let [sum, to] = [0, Number.NEGATIVE_INFINITY];
  for (const { since, end } of pauses.toSorted((a, b) => a.since - b.since)) {
    sum += Math.max(0, end - Math.max(since, to));
    to = Math.max(to, end);
  }
  return sum;
}
