import { afterAll, beforeAll, expect, test } from 'vitest';
import { createToken } from '../../../src/accounts/tokens.ts';
import { type Millrace, startMillrace } from '../../support/millrace.ts';

let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace({ role: 'api', rateLimits: { burst: 5, daily: 8 } });
});
afterAll(() => millrace.stop());

async function tokenFor(name: string): Promise<string> {
  return (await createToken(millrace.sql, millrace.accountId, { name, scopes: ['automation'] })).token;
}

const listFlows = (token: string) =>
  millrace.call('GET', '/automation/v4/flows', undefined, { authorization: `Bearer ${token}` });

test('each answer says what is left; past the burst 429, past the day 429 for every token', async () => {
  const [first, second] = [await tokenFor('first'), await tokenFor('second')];
  const open = await listFlows(first);
  expect(open.status).toBe(200);
  expect(
    Object.fromEntries([...open.headers].filter(([name]) => name.startsWith('x-hubspot-ratelimit'))),
  ).toEqual({
    'x-hubspot-ratelimit-interval-milliseconds': '10000',
    'x-hubspot-ratelimit-max': '5',
    'x-hubspot-ratelimit-remaining': '4',
    'x-hubspot-ratelimit-daily': '8',
    'x-hubspot-ratelimit-daily-remaining': '7',
  });
  for (let call = 0; call < 4; call++) expect((await listFlows(first)).status).toBe(200);

  const refused = await listFlows(first);
  expect(refused.status).toBe(429);
  expect(refused.body).toEqual({
    status: 'error',
    message: 'You have reached your ten_secondly_rolling limit.',
    errorType: 'RATE_LIMIT',
    category: 'RATE_LIMITS',
    policyName: 'TEN_SECONDLY_ROLLING',
    correlationId: refused.headers.get('x-hubspot-correlation-id'),
    requestId: refused.headers.get('x-hubspot-correlation-id'),
  });
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(refused.headers.get('x-hubspot-ratelimit-remaining')).toBe('0');

  for (let call = 0; call < 3; call++) expect((await listFlows(second)).status).toBe(200);
  const overDay = await listFlows(second);
  expect(overDay.status).toBe(429);
  expect(overDay.body).toMatchObject({ policyName: 'DAILY', message: 'You have reached your daily limit.' });
  expect((await millrace.get('/health/live')).status).toBe(200);
});
