import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Millrace, startMillrace } from '../../support/millrace.ts';
import { ask, REDIRECT_URI, registerApp, type TestApp } from './app.test-support.ts';

let development: Millrace;
let production: Millrace;
let app: TestApp;
let strictApp: TestApp;
beforeAll(async () => {
  development = await startMillrace({ role: 'api' });
  production = await startMillrace({ role: 'api', mode: 'production' });
  app = await registerApp(development);
  strictApp = await registerApp(production);
});
afterAll(async () => {
  await development.stop();
  await production.stop();
});

async function visit(millrace: Millrace, query: Readonly<Record<string, string | undefined>>) {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const answer = await fetch(`${millrace.url}/oauth/authorize?${new URLSearchParams(given)}`, {
    redirect: 'manual',
  });
  return { status: answer.status, html: await answer.text(), headers: answer.headers };
}

async function press(millrace: Millrace, form: Record<string, string>) {
  const answer = await fetch(`${millrace.url}/oauth/authorize`, {
    method: 'POST',
    body: new URLSearchParams(form),
    redirect: 'manual',
  });
  return { status: answer.status, html: await answer.text(), location: answer.headers.get('location') };
}

const asked = (of: TestApp) => ({
  client_id: of.clientId,
  redirect_uri: REDIRECT_URI,
  scope: 'oauth',
  state: '"><script>',
});

test('a page asks, names the scopes, and lets nothing of the request through as markup', async () => {
  const { status, html, headers } = await visit(development, asked(app));
  expect(status).toBe(200);
  expect(headers.get('content-type')).toContain('text/html');
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  expect(html).toContain('<li>oauth</li>');
  expect(html).toContain('Sync &#60;b&#62;&#38;&#60;/b&#62;');
  expect(html).not.toContain('<script>');
});

test('the button leads back with a code and the state; the optional scopes that the app has are granted', async () => {
  const pressed = await press(development, { ...asked(app), optional_scope: 'automation tickets' });
  expect(pressed.status).toBe(303);
  const back = new URL(pressed.location!);
  expect([
    back.origin + back.pathname,
    back.searchParams.get('from'),
    back.searchParams.get('state'),
  ]).toEqual(['https://app.example.test/callback', 'millrace', '"><script>']);
  const code = back.searchParams.get('code')!;
  const tokens = await ask(development, app, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: REDIRECT_URI,
  });
  expect(tokens.body.scopes).toEqual(['oauth', 'automation']);
});

test('an unknown app, address or scope is a page that sends nobody anywhere', async () => {
  const wrongs: Record<string, string>[] = [
    { client_id: 'nobody' },
    { redirect_uri: 'https://evil.test/' },
    { scope: 'oauth millrace.admin' },
    { code_challenge: 'x'.repeat(43) },
    { client_id: '\0' },
    { redirect_uri: '\0' },
  ];
  for (const wrong of wrongs) {
    for (const approve of [{}, { approve: 'true' }]) {
      const answer = await visit(development, { ...asked(app), ...wrong, ...approve });
      expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
      expect(answer.html).toContain(
        Object.keys(wrong)[0]!.replace('code_challenge', 'code_challenge_method'),
      );
    }
  }
});

test('in production mode whoever allows it shows an admin’s token, and approve is not heard', async () => {
  const page = await visit(production, { ...asked(strictApp), approve: 'true' });
  expect([page.status, page.headers.get('location')]).toEqual([200, null]);
  expect(page.html).toContain('type="password"');
  const weak = await production.post('/millrace/v1/tokens', { name: 'weak', scopes: ['oauth'] });
  for (const token of ['', 'guess', weak.body.token]) {
    const refused = await press(production, { ...asked(strictApp), token });
    expect([refused.status, refused.location]).toEqual([403, null]);
    expect(refused.html).not.toContain(weak.body.token);
  }
  const allowed = await press(production, { ...asked(strictApp), token: production.token });
  expect(new URL(allowed.location!).searchParams.get('code')).toMatch(/^oac-mr1-/);
  expect(allowed.location).not.toContain(production.token);
});
