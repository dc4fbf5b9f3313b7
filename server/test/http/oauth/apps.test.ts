import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Millrace, startMillrace } from '../../support/millrace.ts';
import { ask, bearer, codeFor, REDIRECT_URI, registerApp } from './app.test-support.ts';

let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace({ role: 'api' });
});
afterAll(() => millrace.stop());

const url = '/millrace/v1/apps';

test('an app is registered, listed without its secret, and deleted with all that it was given', async () => {
  const app = await registerApp(millrace);
  const { body } = await millrace.get(url);
  expect(body.results).toEqual([
    {
      id: app.id,
      clientId: app.clientId,
      name: 'Sync <b>&</b> "more"',
      redirectUris: [REDIRECT_URI, 'http://localhost:3000/back'],
      scopes: ['oauth', 'automation', 'crm.objects.quotes.read'],
      createdAt: expect.stringMatching(/Z$/),
    },
  ]);
  const code = await codeFor(millrace, app);
  const tokens = (
    await ask(millrace, app, { grant_type: 'authorization_code', code, redirect_uri: REDIRECT_URI })
  ).body;
  const list = () => millrace.call('GET', '/automation/v4/flows', undefined, bearer(tokens.access_token));
  expect((await list()).status).toBe(200);
  expect(
    (await millrace.get('/millrace/v1/tokens')).body.results.map(({ name }: { name: string }) => name),
  ).toEqual(['configured']);

  expect((await millrace.delete(`${url}/${app.id}`)).status).toBe(204);
  expect((await list()).status).toBe(401);
  const refreshed = await ask(millrace, app, {
    grant_type: 'refresh_token',
    refresh_token: tokens.refresh_token,
  });
  expect(refreshed.body.status).toBe('BAD_CLIENT_ID');
  expect((await millrace.delete(`${url}/${app.id}`)).status).toBe(404);
  expect((await millrace.get(url)).body.results).toEqual([]);
});

test('nothing secret is stored as it is', async () => {
  const app = await registerApp(millrace);
  const code = await codeFor(millrace, app);
  const stored = async () =>
    JSON.stringify(
      await millrace.sql`
      select to_jsonb(apps), (select jsonb_agg(to_jsonb(c)) from oauth_codes c),
             (select jsonb_agg(to_jsonb(r)) from refresh_tokens r), (select jsonb_agg(to_jsonb(a)) from access_tokens a)
      from apps`,
    );
  const before = await stored();
  const tokens = (
    await ask(millrace, app, { grant_type: 'authorization_code', code, redirect_uri: REDIRECT_URI })
  ).body;
  const text = before + (await stored());
  expect(text).toContain(app.clientId);
  for (const secret of [app.clientSecret, code, tokens.access_token, tokens.refresh_token])
    expect(text).not.toContain(secret);
});

test('addresses that codes must not travel to are refused, by place', async () => {
  for (const uri of [
    'http://app.example.test/back',
    'javascript:alert(1)',
    '/back',
    'https://a.test/#x',
    'https://u:p@a.test/',
    'http://localhost.evil.test/',
    'https://a.test/\0',
  ]) {
    const answer = await millrace.post(url, {
      name: 'x',
      scopes: ['oauth'],
      redirectUris: ['https://a.test/', uri],
    });
    expect([uri, answer.status, answer.body.errors[0].in]).toEqual([uri, 400, 'redirectUris[1]']);
  }
  const answer = await millrace.post(url, { name: 'x', scopes: ['with space'], redirectUris: [] });
  expect(answer.body.errors[0].in).toBe('scopes[0]');
  expect((await millrace.post(url, { name: 'x', scopes: [] })).status).toBe(400);
});

test('an app that is deleted while it asks for tokens is left with none', async () => {
  for (let time = 0; time < 5; time++) {
    const app = await registerApp(millrace);
    const codes = await Promise.all(Array.from({ length: 6 }, () => codeFor(millrace, app)));
    const asks = codes.map((code) =>
      ask(millrace, app, { grant_type: 'authorization_code', code, redirect_uri: REDIRECT_URI }),
    );
    const [deleted] = await Promise.all([millrace.delete(`${url}/${app.id}`), ...asks]);
    expect(deleted.status).toBe(204);
    const [left] = await millrace.sql`
      select (select count(*)::int from access_tokens where app_id = ${app.id} and revoked_at is null) as access,
             (select count(*)::int from refresh_tokens where app_id = ${app.id} and revoked_at is null) as refresh,
             (select count(*)::int from oauth_codes where app_id = ${app.id}) as codes`;
    expect(left).toEqual({ access: 0, refresh: 0, codes: 0 });
  }
});
