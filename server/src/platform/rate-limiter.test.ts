import { DAY, HOUR, SECOND } from '@millrace/core/time';
import { expect, test } from 'vitest';
import { RateLimiter, type RateLimits } from './rate-limiter.ts';

const NEW_YEAR = Date.parse('2026-01-01T12:00:00Z');

function limiterAt(limits: RateLimits) {
  const clock = { now: NEW_YEAR };
  const limiter = new RateLimiter(limits, () => clock.now);
  const count = (caller = 'a', countsDaily = true) =>
    limiter.count({ caller, accountId: '1', timeZone: 'America/New_York', countsDaily });
  return { clock, limiter, count };
}

test('without limits nothing is said, but the day is counted', () => {
  const { count, limiter } = limiterAt({});
  expect([count(), count()]).toEqual([undefined, undefined]);
  expect(limiter.usage('1', 'America/New_York')).toMatchObject({ used: 2, limit: undefined });
});

test('a burst rolls: each call gives its place back ten seconds later, and refused calls take none', () => {
  const { clock, count } = limiterAt({ burst: 3 });
  const outcomes: string[] = [];
  for (const second of [0, 4, 8, 9, 9.5, 11, 12, 15, 19]) {
    clock.now = NEW_YEAR + second * SECOND;
    const { refusal, headers } = count()!;
    outcomes.push(`${second}: ${refusal ? 'refused' : headers['x-hubspot-ratelimit-remaining']}`);
  }
  expect(outcomes).toEqual([
    '0: 2',
    '4: 1',
    '8: 0',
    '9: refused',
    '9.5: refused',
    '11: 0',
    '12: refused',
    '15: 0',
    '19: 0',
  ]);
});

test('no ten seconds ever see more calls than the limit', () => {
  const { clock, count } = limiterAt({ burst: 7 });
  const admitted: number[] = [];
  for (let step = 0; step < 5_000; step++) {
    clock.now += (step * 7_919) % 211;
    if (!count()!.refusal) admitted.push(clock.now);
  }
  expect(admitted.length).toBeGreaterThan(200);
  for (let index = 7; index < admitted.length; index++)
    expect(admitted[index]! - admitted[index - 7]!).toBeGreaterThan(10_000 - 1);
});

test('callers have bursts of their own; a refusal says when to come back', () => {
  const { clock, count } = limiterAt({ burst: 1 });
  expect(count('a')!.refusal).toBeUndefined();
  clock.now += 4 * SECOND;
  expect(count('b')!.refusal).toBeUndefined();
  const { refusal } = count('a')!;
  expect(refusal).toMatchObject({ policyName: 'TEN_SECONDLY_ROLLING', retryAfterSeconds: 7 });
  clock.now += refusal!.retryAfterSeconds * SECOND;
  expect(count('a')!.refusal).toBeUndefined();
});

test('a day is shared by the account and begins at midnight of its zone', () => {
  const { clock, count, limiter } = limiterAt({ daily: 2 });
  count('a');
  expect(count('b')!.headers).toEqual({
    'x-hubspot-ratelimit-daily': '2',
    'x-hubspot-ratelimit-daily-remaining': '0',
  });
  expect(count('c')!.refusal).toMatchObject({ policyName: 'DAILY', retryAfterSeconds: (17 * HOUR) / SECOND });
  expect(count('app', false)).toBeUndefined();
  expect(limiter.usage('1', 'America/New_York').resetsAt).toBe(Date.parse('2026-01-02T05:00:00Z'));
  clock.now = Date.parse('2026-01-02T05:00:00Z');
  expect(count('a')!.refusal).toBeUndefined();
  expect(limiter.usage('1', 'America/New_York')).toMatchObject({ used: 1, resetsAt: clock.now + DAY });
});
