import { expect, test } from 'vitest';
import { instantOf, localText } from './local-time.ts';

test.each([
  ['2026-07-01T09:30', 'Europe/Berlin', '2026-07-01T07:30:00.000Z'],
  ['2026-11-27T00:00', 'Asia/Kolkata', '2026-11-26T18:30:00.000Z'],
  // Shown twice: the first.
  ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
  // Skipped: as much later, 03:30.
  ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
])('%s in %s is %s', (local, zone, instant) => {
  expect(new Date(instantOf(local, zone)!).toISOString()).toBe(instant);
});

test('there and back', () => {
  const at = Date.parse('2026-11-27T13:05:00Z');
  expect(localText(at, 'America/New_York')).toBe('2026-11-27T08:05');
  expect(instantOf(localText(at, 'America/New_York'), 'America/New_York')).toBe(at);
});

test('what is no time is none', () => {
  expect(instantOf('', 'UTC')).toBeUndefined();
});
