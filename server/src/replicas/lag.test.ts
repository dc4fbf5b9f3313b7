import { expect, test } from 'vitest';
import { Lag } from './lag.ts';

test('how old at most what one reads is, by where the primary was when', () => {
  const lag = new Lag(10_000);
  expect(lag.of(0n, 0)).toBe(null);
  lag.note(100n, 1_000);
  lag.note(200n, 2_000);
  lag.note(300n, 3_000);
  // Where the primary was at the latest look, or has come to since.
  expect([lag.of(300n, 3_004), lag.of(350n, 3_004)]).toEqual([4, 4]);
  expect([299n, 200n, 100n].map((position) => lag.of(position, 3_004))).toEqual([1_004, 1_004, 2_004]);
  // Older than anything known.
  expect(lag.of(99n, 3_004)).toBe(null);
});

test('a primary at rest makes nothing older, one that goes on does, also where the replica stands still', () => {
  const lag = new Lag(10_000);
  lag.note(100n, 0);
  lag.note(100n, 60_000);
  expect(lag.of(100n, 60_001)).toBe(1);
  lag.note(101n, 61_000);
  expect(lag.of(100n, 61_000)).toBe(1_000);
  lag.note(101n, 65_000);
  expect(lag.of(100n, 65_000)).toBe(5_000);
});

test('no more is kept than can be told, and what is kept tells of the bound', () => {
  const lag = new Lag(10_000);
  for (let second = 0; second <= 60; second++) lag.note(BigInt(second), second * 1_000);
  expect([50n, 49n, 48n].map((position) => lag.of(position, 60_000))).toEqual([10_000, 11_000, null]);
});

test('a position that the primary had not come to is of another; a new primary begins anew', () => {
  const lag = new Lag(10_000);
  expect(lag.isAhead(1n)).toBe(false);
  lag.note(100n, 0);
  expect([lag.isAhead(100n), lag.isAhead(101n)]).toEqual([false, true]);
  lag.forget();
  expect([lag.of(100n, 0), lag.isAhead(101n)]).toEqual([null, false]);
});
