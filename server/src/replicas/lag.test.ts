import { expect, test } from 'vitest';
import { Lag } from './lag.ts';

test('how old at most what one reads is, by where the primary was when', () => {
  const lag = new Lag(10_000);
  expect(lag.of(0n)).toBe(null);
  lag.note(100n, 1_000);
  lag.note(200n, 2_000);
  lag.note(300n, 3_000);
  // Where the primary was at the latest look, or has come to since.
  expect([lag.of(300n), lag.of(350n)]).toEqual([0, 0]);
  expect([lag.of(299n), lag.of(200n), lag.of(100n)]).toEqual([1_000, 1_000, 2_000]);
  // Older than anything known.
  expect(lag.of(99n)).toBe(null);
});

test('a primary at rest makes nothing older, one that goes on does, also where the replica stands still', () => {
  const lag = new Lag(10_000);
  lag.note(100n, 0);
  lag.note(100n, 60_000);
  expect(lag.of(100n)).toBe(0);
  lag.note(101n, 61_000);
  expect(lag.of(100n)).toBe(1_000);
  lag.note(101n, 65_000);
  expect(lag.of(100n)).toBe(5_000);
});

test('no more is kept than can be told, and what is kept tells of the bound', () => {
  const lag = new Lag(10_000);
  for (let second = 0; second <= 60; second++) lag.note(BigInt(second), second * 1_000);
  expect(lag.of(50n)).toBe(10_000);
  expect(lag.of(49n)).toBe(11_000);
  expect(lag.of(48n)).toBe(null);
});

test('a position that the primary had not come to is of another; a new primary begins anew', () => {
  const lag = new Lag(10_000);
  expect(lag.isAhead(1n)).toBe(false);
  lag.note(100n, 0);
  expect([lag.isAhead(100n), lag.isAhead(101n)]).toEqual([false, true]);
  lag.forget();
  expect([lag.of(100n), lag.isAhead(101n)]).toEqual([null, false]);
});
