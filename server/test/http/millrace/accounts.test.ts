import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asCaller, type Millrace, startMillrace } from '../../support/millrace.ts';

describe('accounts', () => {
  let millrace: Millrace;
  beforeAll(async () => {
    millrace = await startMillrace();
  });
  afterAll(() => millrace.stop());

  test('are made with a token of their own, have nothing yet, and know nothing of each other', async () => {
    await millrace.post('/crm/v3/objects/contacts', { properties: { email: 'ada@example.com' } });
    const made = await millrace.post('/millrace/v1/accounts', {
      name: 'Test 7',
      timeZone: 'europe/berlin',
      currency: 'eur',
    });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ name: 'Test 7', timeZone: 'Europe/Berlin', currency: 'EUR' });
    const { id, token, ...shown } = made.body;
    const theirs = asCaller(millrace.url, token);
    expect((await theirs.get('/account-info/v3/details')).body).toMatchObject({ portalId: Number(id) });
    expect((await theirs.get('/crm/v3/objects/contacts')).body.results).toEqual([]);
    await theirs.post('/crm/v3/objects/contacts', { properties: { email: 'ada@example.com' } });
    expect((await theirs.get('/crm/v3/objects/contacts')).body.results).toHaveLength(1);
    expect((await millrace.get('/crm/v3/objects/contacts')).body.results).toHaveLength(1);

    const { results } = (await millrace.get('/millrace/v1/accounts')).body;
    expect(results.map((each: { id: string }) => each.id)).toEqual([millrace.accountId, id]);
    expect(results[1]).toEqual({ ...shown, id, now: expect.any(String) });
    expect((await millrace.get('/millrace/v1/audit?kind=ACCOUNT_CREATED')).body.results).toMatchObject([
      { summary: `Made the account ${id} "Test 7".`, target: { type: 'ACCOUNT', id } },
    ]);
  });

  test.each(['2019-05-04T09:00:00Z', '2041-12-31T23:59:59.999Z'])(
    'may begin at %s, and time goes on from there',
    async (now) => {
      const { body } = await millrace.post('/millrace/v1/accounts', { name: 'Then', timeZone: 'UTC', now });
      const theirs = asCaller(millrace.url, body.token);
      const since = async () =>
        Date.parse((await theirs.get('/millrace/v1/clock')).body.now) - Date.parse(now);
      expect(await since()).toBeGreaterThanOrEqual(0);
      expect(await since()).toBeLessThan(60_000);
      const { body: contact } = await theirs.post('/crm/v3/objects/contacts', {
        properties: { city: 'Bern' },
      });
      expect(contact.createdAt.slice(0, 4)).toBeOneOf([now.slice(0, 4), '2042']);
      expect((await theirs.post('/millrace/v1/clock/advance', { by: 'P90D' })).status).toBe(200);
      expect(await since()).toBeGreaterThanOrEqual(90 * 86_400_000);
    },
  );

  test('are for those who run the installation alone, and say what is wrong', async () => {
    const { body } = await millrace.post('/millrace/v1/accounts', { name: 'Another' });
    const theirs = asCaller(millrace.url, body.token);
    for (const refused of [
      await theirs.get('/millrace/v1/accounts'),
      await theirs.post('/millrace/v1/accounts', { name: 'Mine' }),
    ]) {
      expect(refused.status).toBe(403);
      expect(refused.body.message).toContain(`of account ${body.id}`);
    }
    const { body: few } = await millrace.post('/millrace/v1/tokens', { name: 'few', scopes: ['automation'] });
    expect((await asCaller(millrace.url, few.token).get('/millrace/v1/accounts')).body.category).toBe(
      'MISSING_SCOPES',
    );
    const wrong = await millrace.post('/millrace/v1/accounts', {
      name: 'X',
      timeZone: 'Berlin',
      currency: 'DM',
    });
    expect(wrong.status).toBe(400);
    expect(wrong.body.errors.map((each: { code: string }) => each.code)).toEqual([
      'UNKNOWN_TIME_ZONE',
      'UNKNOWN_CURRENCY',
    ]);
    expect(
      (await millrace.post('/millrace/v1/accounts', { name: 'X', now: 'yesterday' })).body.message,
    ).toContain('yesterday');
    expect((await millrace.post('/millrace/v1/accounts', {})).body.message).toContain('name');
    expect(
      (await millrace.get('/millrace/v1/accounts')).body.results.map((each: { name: string }) => each.name),
    ).not.toContain('X');
  });
});

test('a clock begins elsewhere in development mode only', async () => {
  const millrace = await startMillrace({ mode: 'production' });
  const refused = await millrace.post('/millrace/v1/accounts', { name: 'Then', now: '2019-05-04T09:00:00Z' });
  expect(refused.status).toBe(403);
  expect(refused.body.message).toContain('MILLRACE_MODE=development');
  await millrace.stop();
});
