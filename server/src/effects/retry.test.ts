import { USUAL_RETRIES } from '@millrace/core/flow';
import { DAY, HOUR, MINUTE } from '@millrace/core/time';
import { expect, test } from 'vitest';
import { retryAt, timeoutOf } from './retry.ts';

/** After how long it is tried again, of an effect that was asked for at 0 and has been tried so often. */
const gap = (attempts: number, now: number, askedMs?: number, retry = USUAL_RETRIES) => {
  const at = retryAt({ createdAt: 0, attempts, retry }, now, askedMs);
  return at === null ? null : at - now;
};

test('the gaps double, up to the longest, until it is given up', () => {
  expect([1, 2, 3, 9, 10, 50].map((attempts) => gap(attempts, 0))).toEqual([
    MINUTE,
    2 * MINUTE,
    4 * MINUTE,
    256 * MINUTE,
    8 * HOUR,
    8 * HOUR,
  ]);
  expect(gap(10, 3 * DAY - 8 * HOUR)).toBe(8 * HOUR);
  expect(gap(10, 3 * DAY - 8 * HOUR + 1)).toBeNull();
});

test('an action type has a ladder of its own', () => {
  const retry = { firstGapMs: 10, gapMaxMs: 25, giveUpMs: 100 };
  expect([1, 2, 3, 4].map((attempts) => gap(attempts, 0, undefined, retry))).toEqual([10, 20, 25, 25]);
  expect(gap(4, 76, undefined, retry)).toBeNull();
});

test('what the receiver asks for goes before the ladder; never at once, never beyond the end', () => {
  expect(gap(1, 0, 5 * HOUR)).toBe(5 * HOUR);
  expect(gap(9, 0, 2_000)).toBe(2_000);
  expect(gap(1, 0, 0)).toBe(1_000);
  expect(gap(1, 0, -HOUR)).toBe(1_000);
  expect(gap(1, DAY, 30 * DAY)).toBe(2 * DAY);
  expect(gap(2, 3 * DAY, 1_000)).toBeNull();
});

test('a receiver that asks for no pause every time is asked less and less often', () => {
  expect([20, 21, 24, 30, 50].map((attempts) => gap(attempts, 0, 0))).toEqual([
    1_000,
    2_000,
    16_000,
    1_024_000,
    8 * HOUR,
  ]);
  expect(gap(30, 0, 5 * HOUR)).toBe(5 * HOUR);
});

test('a try takes no longer than its action type allows, and never longer than any may', () => {
  const timeout = (timeoutMs?: number) =>
    timeoutOf({ retry: { ...USUAL_RETRIES, ...(timeoutMs === undefined ? {} : { timeoutMs }) } });
  expect([timeout(), timeout(3_000), timeout(DAY)]).toEqual([600_000, 3_000, 600_000]);
});
