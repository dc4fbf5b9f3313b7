import { expect, test } from 'vitest';
import { networkOf, OpenCallLimiter } from './open-calls.ts';

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:0:7:a:b:c:d', '2001:db8:0:7'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['2001:0DB8:0000:0000::', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['::', '0:0:0:0'],
  ['1:2:3:4:5:6:7::', '1:2:3:4'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['what a proxy says', 'what a proxy says'],
])('%s is counted as %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test.each(['consent', 'secrets', 'submissions', 'metrics', 'health', 'pages'] as const)(
  'one address may not call %s without end; another may, and so may it after ten seconds',
  (kind) => {
    let now = 1_000_000;
    const limiter = new OpenCallLimiter(() => now);
    const call = (address: string) => limiter.count(kind, address)?.refusal;
    let calls = 0;
    while (!call('192.0.2.7')) calls++;
    expect(calls).toBeGreaterThanOrEqual(100);
    expect(calls).toBeLessThanOrEqual(2_000);
    expect(call('192.0.2.7')?.retryAfterSeconds).toBeGreaterThanOrEqual(1);
    expect(call('192.0.2.8')).toBeUndefined();
    now += 10_100;
    expect(call('192.0.2.7')).toBeUndefined();
  },
);
