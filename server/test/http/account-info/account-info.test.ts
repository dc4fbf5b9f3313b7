import { Client } from '@hubspot/api-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Millrace, startMillrace } from '../../support/millrace.ts';

let millrace: Millrace;
let client: Client;
beforeAll(async () => {
  millrace = await startMillrace({ rateLimits: { daily: 10_000 } });
  client = new Client({ accessToken: millrace.token, basePath: millrace.url });
});
afterAll(() => millrace.stop());

// biome-ignore lint/suspicious/noExplicitAny: a test reads what the server really sent
async function ask(path: string): Promise<any> {
  return (await client.apiRequest({ path })).json();
}

test("the original's client reads whose account it is", async () => {
  expect(await ask('/account-info/v3/details')).toEqual({
    portalId: Number(millrace.accountId),
    timeZone: 'America/New_York',
    accountType: 'DEVELOPER_TEST',
    companyCurrency: 'USD',
    additionalCurrencies: [],
    utcOffset: expect.stringMatching(/^-0[45]:00$/),
    utcOffsetMilliseconds: expect.any(Number),
    uiDomain: new URL(millrace.url).host,
    dataHostingLocation: 'na1',
  });
});

test('the offset is that of the account’s clock', async () => {
  await millrace.patch('/millrace/v1/settings', { timeZone: 'Europe/Berlin', currency: 'eur' });
  const offsetAt = async (instant: string) => {
    await millrace.post('/millrace/v1/clock/advance', { to: instant });
    const { utcOffset, utcOffsetMilliseconds, companyCurrency } = await ask('/account-info/v3/details');
    return [utcOffset, utcOffsetMilliseconds, companyCurrency];
  };
  expect(await offsetAt('2099-01-10T00:00:00Z')).toEqual(['+01:00', 3_600_000, 'EUR']);
  expect(await offsetAt('2099-07-10T00:00:00Z')).toEqual(['+02:00', 7_200_000, 'EUR']);
});

test('the use of the day is counted', async () => {
  const path = '/account-info/v3/api-usage/daily/private-apps';
  const [before] = (await ask(path)).results;
  expect(before).toEqual({
    name: 'private-apps-api-calls-daily',
    usageLimit: 10_000,
    currentUsage: expect.any(Number),
    collectedAt: expect.stringMatching(/Z$/),
    fetchStatus: 'SUCCESS',
    resetsAt: expect.stringMatching(/Z$/),
  });
  const leftMs = Date.parse(before.resetsAt) - Date.parse(before.collectedAt);
  expect(leftMs).toBeGreaterThan(0);
  expect(leftMs).toBeLessThanOrEqual(25 * 3_600_000);
  expect((await ask(path)).results[0].currentUsage).toBe(before.currentUsage + 1);
  const [old] = await ask('/integrations/v1/limit/daily');
  expect(old).toMatchObject({
    name: 'api-calls-daily',
    usageLimit: 10_000,
    currentUsage: before.currentUsage + 2,
  });
});

test('it takes the scope oauth', async () => {
  const made = await millrace.post('/millrace/v1/tokens', { name: 'other', scopes: ['automation'] });
  for (const path of ['/account-info/v3/details', '/account-info/v3/api-usage/daily/private-apps']) {
    const answer = await millrace.call('GET', path, undefined, {
      authorization: `Bearer ${made.body.token}`,
    });
    expect(answer.body.errors[0].context.requiredGranularScopes).toEqual(['oauth']);
  }
});
