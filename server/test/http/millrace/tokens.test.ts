import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureFirstAccount } from '../../../src/accounts/index.ts';
import { type Millrace, startMillrace } from '../../support/millrace.ts';

let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace();
});
afterAll(() => millrace.stop());

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

test('a made token is let in with its scopes only, and no longer once revoked', async () => {
  const made = await millrace.post('/millrace/v1/tokens', { name: 'reader', scopes: ['automation'] });
  expect(made.status).toBe(201);
  const refused = await millrace.call('GET', '/millrace/v1/tokens', undefined, bearer(made.body.token));
  expect(refused.status).toBe(403);
  expect(refused.body).toMatchObject({
    status: 'error',
    category: 'MISSING_SCOPES',
    correlationId: expect.any(String),
  });
  expect(refused.body.errors[0].context.requiredGranularScopes).toEqual(['millrace.admin']);

  expect((await millrace.delete(`/millrace/v1/tokens/${made.body.id}`)).status).toBe(204);
  expect((await millrace.call('GET', '/millrace/v1/tokens', undefined, bearer(made.body.token))).status).toBe(
    401,
  );
  expect((await millrace.delete(`/millrace/v1/tokens/${made.body.id}`)).status).toBe(404);
});

test('who may do everything says so; when it ends, when it was used and who made it are told', async () => {
  const made = await millrace.post('/millrace/v1/tokens', { name: 'root', scopes: 'all' });
  expect(made.body).toMatchObject({ scopes: ['all'], expiresAt: null, lastUsedAt: null });
  const [configured] = (await millrace.get('/millrace/v1/tokens')).body.results;
  expect(made.body.createdBy).toBe(configured.id);
  const ended = await millrace.post('/millrace/v1/tokens', {
    name: 'ended',
    scopes: ['automation'],
    expiresAt: '2020-01-01T00:00:00Z',
  });
  expect(ended.body.expiresAt).toBe('2020-01-01T00:00:00.000Z');
  const refused = await millrace.call('GET', '/millrace/v1/tokens', undefined, bearer(ended.body.token));
  expect([refused.status, refused.body.category]).toEqual([401, 'EXPIRED_AUTHENTICATION']);
  expect(
    (await millrace.call('GET', '/millrace/v1/settings', undefined, bearer(made.body.token))).status,
  ).toBe(200);
  const used = (await millrace.get('/millrace/v1/tokens')).body.results.find(
    (token: { id: string }) => token.id === made.body.id,
  );
  expect(Date.parse(used.lastUsedAt)).toBeGreaterThan(Date.parse(used.createdAt) - 60_000);
});

test('a changed MILLRACE_TOKEN takes the place of the one before', async () => {
  const made = (await millrace.post('/millrace/v1/tokens', { name: 'other', scopes: ['automation'] })).body
    .token;
  const other = await startMillrace();
  await ensureFirstAccount(other.sql, 'the-first-configured-token');
  await ensureFirstAccount(other.sql, 'the-next-configured-token');
  const status = async (token: string) =>
    (await other.call('GET', '/millrace/v1/tokens', undefined, bearer(token))).status;
  expect(await status('the-first-configured-token')).toBe(401);
  expect(await status('the-next-configured-token')).toBe(200);
  await ensureFirstAccount(other.sql, 'the-first-configured-token');
  expect(await status('the-first-configured-token')).toBe(200);
  await other.stop();
  expect((await millrace.call('GET', '/automation/v4/flows', undefined, bearer(made))).status).toBe(200);
});

test('the listing never shows a token', async () => {
  const { body } = await millrace.get('/millrace/v1/tokens');
  expect(body.results.length).toBeGreaterThan(0);
  expect(JSON.stringify(body)).not.toContain(millrace.token);
});

test('without a token, or with an unknown one: 401 in the error shape', async () => {
  for (const authorization of ['', 'Bearer', 'Basic abc', 'Bearer nonsense']) {
    const answer = await millrace.call('GET', '/millrace/v1/tokens', undefined, { authorization });
    expect(answer.status).toBe(401);
    expect(answer.body).toMatchObject({ status: 'error', category: 'INVALID_AUTHENTICATION' });
    expect(answer.headers.get('x-hubspot-correlation-id')).toBe(answer.body.correlationId);
  }
});

test('bad input names the member and quotes the value', async () => {
  const cases: [unknown, string][] = [
    [{ scopes: [] }, 'name'],
    [{ name: 5 }, 'name'],
    [{ name: 'x', scopes: ['nope'] }, 'scopes[0]'],
    [{ name: 'x', scopes: ['all'], colour: 'red' }, 'colour'],
    [{ name: 'x' }, 'scopes'],
    [{ name: 'x', scopes: 'some' }, 'scopes'],
    [{ name: 'x', scopes: [], expiresAt: 'tomorrow' }, 'expiresAt'],
  ];
  for (const [body, member] of cases) {
    const answer = await millrace.post('/millrace/v1/tokens', body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map((error: { in: string }) => error.in)).toContain(member);
  }
  const notJson = await millrace.call('POST', '/millrace/v1/tokens', '{"name":', {});
  expect([notJson.status, notJson.body.category]).toEqual([400, 'VALIDATION_ERROR']);
  const xml = await millrace.call('POST', '/millrace/v1/tokens', '<a/>', {
    'content-type': 'application/xml',
  });
  expect(xml.status).toBe(415);
  const big = await millrace.call(
    'POST',
    '/millrace/v1/tokens',
    JSON.stringify({ name: 'x'.repeat(11_000_000) }),
    {},
  );
  expect(big.status).toBe(413);
});

test('an unknown path is 404, a known one with another method 405', async () => {
  expect((await millrace.get('/nowhere')).status).toBe(404);
  const answer = await millrace.patch('/millrace/v1/tokens', {});
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
});
