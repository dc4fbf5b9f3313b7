import { expect, test } from 'vitest';
import { gapText } from './gap-text.ts';

test('says a length as one would', () => {
  const hours = (count: number) => count * 3_600_000;
  expect(gapText(1_400)).toBe('1 second');
  expect(gapText(30 * 60_000)).toBe('30 minutes');
  expect(gapText(hours(1))).toBe('1 hour');
  expect(gapText(hours(1.5))).toBe('1 hour and 30 minutes');
  expect(gapText(hours(7.4))).toBe('7 hours');
  expect(gapText(hours(23.8))).toBe('1 day');
  expect(gapText(hours(24))).toBe('1 day');
  expect(gapText(hours(41))).toBe('1 day and 17 hours');
  expect(gapText(hours(47.8))).toBe('2 days');
  expect(gapText(hours(24 * 9.6))).toBe('10 days');
});
