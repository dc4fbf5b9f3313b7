import { expect, test } from 'vitest';
import { retryAfterMs } from './retry-after.ts';

const DATE = 'Thu, 26 Nov 2026 22:00:00 GMT';

test.each([
  ['90000', 90_000],
  ['1000', 1_000],
  ['120', 120_000],
  [' 0 ', 0],
  ['Thu, 26 Nov 2026 22:00:05 GMT', 5_000],
  ['Thursday, 26-Nov-26 22:00:05 GMT', 5_000],
  ['Wed, 25 Nov 2026 22:00:00 GMT', 0],
])('%s is a pause of %d ms', (text, pause) =>
  expect(retryAfterMs({ 'retry-after': text, date: DATE })).toBe(pause),
);

test.each(['-1', '1.5', '1e3', 'soon', '', '2026-11-26', 'Sunday', '9999999999999'])(
  '%j says nothing',
  (text) => expect(retryAfterMs({ 'retry-after': text, date: DATE })).toBeUndefined(),
);

test('a date says nothing without the date of the answer', () => {
  expect(retryAfterMs({ 'retry-after': DATE })).toBeUndefined();
  expect(retryAfterMs({})).toBeUndefined();
});
