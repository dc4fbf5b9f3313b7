import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Millrace, startMillrace } from '../../support/millrace.ts';
import { ask, bearer, codeFor, REDIRECT_URI, registerApp, type TestApp } from './app.test-support.ts';

let millrace: Millrace;
let app: TestApp;
beforeAll(async () => {
  millrace = await startMillrace({ role: 'api' });
  app = await registerApp(millrace);
});
afterAll(() => millrace.stop());

const exchange = (code: string, more = {}) =>
  ask(millrace, app, { grant_type: 'authorization_code', code, redirect_uri: REDIRECT_URI, ...more });
const refresh = (refresh_token: string) => ask(millrace, app, { grant_type: 'refresh_token', refresh_token });

test('a code becomes tokens; the refresh token makes more and stays the same', async () => {
  const first = await exchange(await codeFor(millrace, app, { scope: 'oauth automation' }));
  expect(first.status).toBe(200);
  expect(first.body).toEqual({
    token_type: 'bearer',
    token_use: 'access_token',
    access_token: expect.stringMatching(/^oat-mr1-/),
    refresh_token: expect.stringMatching(/^ort-mr1-/),
    expires_in: 1800,
    hub_id: Number(millrace.accountId),
    scopes: ['oauth', 'automation'],
  });
  expect(first.headers.get('cache-control')).toBe('no-store');

  const second = await refresh(first.body.refresh_token);
  expect(second.body).toMatchObject({ refresh_token: first.body.refresh_token, expires_in: 1800 });
  for (const token of [first.body.access_token, second.body.access_token]) {
    const details = await millrace.call('GET', '/account-info/v3/details', undefined, bearer(token));
    expect(details.body.portalId).toBe(Number(millrace.accountId));
    expect((await millrace.call('GET', '/millrace/v1/apps', undefined, bearer(token))).status).toBe(403);
  }
});

test('a code becomes tokens once, however many present it at once', async () => {
  const code = await codeFor(millrace, app);
  const answers = await Promise.all(Array.from({ length: 8 }, () => exchange(code)));
  const [first, ...others] = answers.sort((a, b) => a.status - b.status);
  expect(first!.status).toBe(200);
  expect(new Set(others.map(({ body }) => body.status))).toEqual(new Set(['BAD_AUTH_CODE']));
});

test('a code that is presented again takes back all that it gave, and nothing else', async () => {
  const code = await codeFor(millrace, app);
  const given = (await exchange(code)).body;
  const later = (await refresh(given.refresh_token)).body;
  const others = (await exchange(await codeFor(millrace, app))).body;
  const opened = () => Promise.all([given, later, others].map((each) => statusOf(each.access_token)));
  expect(await opened()).toEqual([200, 200, 200]);

  expect((await exchange(code)).body.status).toBe('BAD_AUTH_CODE');
  expect(await opened()).toEqual([401, 401, 200]);
  expect((await refresh(given.refresh_token)).body.status).toBe('BAD_REFRESH_TOKEN');
  expect((await refresh(others.refresh_token)).status).toBe(200);
});

test('a code that another app presents again takes back nothing', async () => {
  const code = await codeFor(millrace, app);
  const given = (await exchange(code)).body;
  const other = await registerApp(millrace);
  const stolen = { grant_type: 'authorization_code', code, redirect_uri: REDIRECT_URI };
  expect((await ask(millrace, other, stolen)).body.status).toBe('BAD_AUTH_CODE');
  expect(await statusOf(given.access_token)).toBe(200);
});

async function statusOf(token: string): Promise<number> {
  return (await millrace.call('GET', '/account-info/v3/details', undefined, bearer(token))).status;
}

test('each refusal has the original’s status, and the standard’s error', async () => {
  const other = await registerApp(millrace);
  const good = { grant_type: 'authorization_code', redirect_uri: REDIRECT_URI };
  const cases: [string, string, Record<string, string>][] = [
    ['BAD_GRANT_TYPE', 'unsupported_grant_type', { grant_type: 'password' }],
    ['BAD_GRANT_TYPE', 'unsupported_grant_type', { grant_type: 'toString' }],
    ['BAD_CLIENT_ID', 'invalid_client', { ...good, client_id: 'nobody', code: await codeFor(millrace, app) }],
    [
      'BAD_CLIENT_SECRET',
      'invalid_client',
      { ...good, client_secret: 'guess', code: await codeFor(millrace, app) },
    ],
    ['BAD_AUTH_CODE', 'invalid_grant', { ...good, code: 'guess' }],
    ['BAD_AUTH_CODE', 'invalid_grant', good],
    ['BAD_AUTH_CODE', 'invalid_grant', { ...good, code: await codeFor(millrace, other) }],
    [
      'BAD_REDIRECT_URI',
      'invalid_grant',
      { ...good, redirect_uri: 'https://evil.test/', code: await codeFor(millrace, app) },
    ],
    ['BAD_REFRESH_TOKEN', 'invalid_grant', { grant_type: 'refresh_token', refresh_token: 'guess' }],
    ['BAD_SCOPE', 'invalid_scope', { grant_type: 'client_credentials', scope: 'millrace.admin' }],
  ];
  for (const [status, error, form] of cases) {
    const answer = await ask(millrace, app, form);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({
      status,
      error,
      message: expect.any(String),
      correlationId: expect.any(String),
    });
  }
  const empty = await millrace.call('POST', '/oauth/v1/token', undefined, { authorization: '' });
  expect(empty.body.status).toBe('BAD_GRANT_TYPE');
});

test('a code that was presented with a wrong address is used up', async () => {
  const code = await codeFor(millrace, app);
  await exchange(code, { redirect_uri: 'http://localhost:3000/back' });
  expect((await exchange(code)).body.status).toBe('BAD_AUTH_CODE');
});

test('a code ends after ten minutes', async () => {
  const code = await codeFor(millrace, app);
  const [row] = await millrace.sql`
    update oauth_codes set expires_at = expires_at - interval '10 minutes' returning expires_at > now() - interval '1 minute' as fresh`;
  expect(row!['fresh']).toBe(true);
  expect((await exchange(code)).body.status).toBe('EXPIRED_AUTH_CODE');
});

test('an access token ends, and its callers are told so', async () => {
  const tokens = (await exchange(await codeFor(millrace, app))).body;
  const list = () => millrace.call('GET', '/automation/v4/flows', undefined, bearer(tokens.access_token));
  const endsIn = (ms: number) =>
    millrace.sql`update access_tokens set expires_at = now() + ${ms} * interval '1 millisecond' where app_id is not null`;
  // Its end comes before that of what is known of it without asking again.
  await endsIn(4_000);
  expect((await list()).status).toBe(200);
  await endsIn(-1_000);
  const now = performance.now.bind(performance);
  const later = vi.spyOn(performance, 'now').mockImplementation(() => now() + 4_000);
  const answer = await list();
  later.mockRestore();
  expect(answer.status).toBe(401);
  expect(answer.body).toMatchObject({ status: 'error', category: 'EXPIRED_AUTHENTICATION' });
  expect(answer.body.message).toMatch(/expired \d+ second/);
  expect((await millrace.get(`/oauth/v1/access-tokens/${tokens.access_token}`)).status).toBe(404);
  expect((await refresh(tokens.refresh_token)).status).toBe(200);
});

test('what a token is can be asked; a revoked refresh token ends its access tokens, too', async () => {
  const { access_token, refresh_token } = (await exchange(await codeFor(millrace, app, { scope: 'oauth' })))
    .body;
  const whose = {
    hub_id: Number(millrace.accountId),
    hub_domain: new URL(millrace.url).host,
    user_id: 1,
    scopes: ['oauth'],
  };
  const { body } = await millrace.get(`/oauth/v1/access-tokens/${access_token}`);
  expect(body).toEqual({
    token: access_token,
    token_type: 'access',
    app_id: Number(app.id),
    expires_in: expect.any(Number),
    ...whose,
  });
  expect(body.expires_in).toBeGreaterThan(1_790);
  const path = `/oauth/v1/refresh-tokens/${refresh_token}`;
  expect((await millrace.get(path)).body).toEqual({
    token: refresh_token,
    token_type: 'refresh',
    client_id: app.clientId,
    ...whose,
  });

  expect((await millrace.delete(path)).status).toBe(204);
  expect([(await millrace.get(path)).status, (await millrace.delete(path)).status]).toEqual([404, 404]);
  expect((await refresh(refresh_token)).body.status).toBe('BAD_REFRESH_TOKEN');
  expect(
    (await millrace.call('GET', '/account-info/v3/details', undefined, bearer(access_token))).status,
  ).toBe(401);
});

test('an app acts for itself', async () => {
  const answer = await ask(millrace, app, { grant_type: 'client_credentials', scope: 'automation' });
  expect(answer.body).toMatchObject({
    token_use: 'client_credentials',
    scopes: ['automation'],
    expires_in: 1800,
  });
  expect(answer.body.refresh_token).toBeUndefined();
  expect(
    (await millrace.call('GET', '/automation/v4/flows', undefined, bearer(answer.body.access_token))).status,
  ).toBe(200);
});

test('a code with a challenge takes its verifier', async () => {
  const verifier = 'v'.repeat(64);
  const challenge = {
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  };
  expect((await exchange(await codeFor(millrace, app, challenge))).body.status).toBe('BAD_CODE_VERIFIER');
  expect((await exchange(await codeFor(millrace, app, challenge), { code_verifier: 'x' })).body.status).toBe(
    'BAD_CODE_VERIFIER',
  );
  expect((await exchange(await codeFor(millrace, app, challenge), { code_verifier: verifier })).status).toBe(
    200,
  );
});

test('what a token of the settings is, is asked by its key', async () => {
  const answer = await millrace.call(
    'POST',
    '/oauth/v2/private-apps/get/access-token-info',
    { tokenKey: millrace.token },
    { authorization: '' },
  );
  expect(answer.body).toMatchObject({
    userId: 1,
    hubId: Number(millrace.accountId),
    appId: expect.any(Number),
  });
  expect(answer.body.scopes).toContain('automation');
  const unknown = await millrace.post('/oauth/v2/private-apps/get/access-token-info', { tokenKey: 'guess' });
  expect(unknown.status).toBe(404);
  expect(JSON.stringify(unknown.body)).not.toContain('guess');
});
