import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeSignInCode } from '../../../src/accounts/index.ts';
import { type Browser, browserWith, cookieOf, OWN_PAGE, signIn } from '../../support/browser.ts';
import { inAnotherAccount, type Millrace, startMillrace } from '../../support/millrace.ts';
import { sendRaw } from '../../support/raw-http.ts';

let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace({ trustedProxies: ['127.0.0.1'] });
});
afterAll(() => millrace.stop());

/** Wrong tries of one address are few: a test that makes some comes from one of its own. */
const from = (address: string) => ({ authorization: '', 'x-forwarded-for': address });

const SESSION = '/millrace/v1/session';
const SETTINGS = '/millrace/v1/settings';

async function makeToken(scopes: 'all' | readonly string[], name = 'person') {
  return (await millrace.post('/millrace/v1/tokens', { name, scopes })).body as { id: string; token: string };
}

async function statusOf(browser: Browser, method = 'GET', body?: unknown, headers = {}) {
  return (await browser.call(method, SETTINGS, body, headers)).status;
}

describe('signing in', () => {
  test('sets a cookie named for the port that scripts and other sites cannot have', async () => {
    const answer = await millrace.call(
      'POST',
      SESSION,
      { token: ` ${millrace.token}\n` },
      { authorization: '' },
    );
    expect(answer.status).toBe(204);
    const { port } = new URL(millrace.url);
    expect(answer.headers.get('set-cookie')).toMatch(
      new RegExp(`^millrace_${port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`),
    );
  });

  test('tells who is signed in, where, and what they may do', async () => {
    const { id, token } = await makeToken(['automation', 'crm.lists.read'], 'ada');
    const browser = await signIn(millrace, { token });
    const { status, body, headers } = await browser.call('GET', SESSION);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      accountId: millrace.accountId,
      name: 'Millrace',
      timeZone: 'America/New_York',
      currency: 'USD',
      mode: 'development',
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      smtp: 'CAPTURED',
      outgoing: 'CAPTURED',
      tokenId: id,
      tokenName: 'ada',
      scopes: ['automation', 'crm.lists.read'],
    });
    const { signedInAt, endsAt } = body.session;
    expect(Date.parse(endsAt) - Date.parse(signedInAt)).toBe(30 * 86_400_000);
    expect(headers.get('cache-control')).toBe('no-store');
    // Programs may ask, too.
    expect((await millrace.get(SESSION)).body).toMatchObject({ tokenName: 'configured', session: null });
  });

  test('gives the scopes of the token, and names what is missing', async () => {
    const browser = await signIn(millrace, await makeToken(['automation']).then(({ token }) => ({ token })));
    expect((await browser.call('GET', '/automation/v4/flows')).status).toBe(200);
    const refused = await browser.call('GET', SETTINGS);
    expect(refused.status).toBe(403);
    expect(refused.body.errors[0].context.requiredGranularScopes).toEqual(['millrace.admin']);
  });

  test('with the code of a link works once', async () => {
    const code = await makeSignInCode(millrace.sql, millrace.accountId);
    const browser = await signIn(millrace, { code });
    expect((await browser.call('GET', SESSION)).body).toMatchObject({ tokenName: 'configured' });
    const again = await millrace.call('POST', SESSION, { code }, { ...from('10.1.0.1'), ...OWN_PAGE });
    expect([again.status, again.body.category]).toEqual([401, 'INVALID_AUTHENTICATION']);
    expect(again.body.message).toContain('has been used');
  });

  test('with a code of two tabs at once works for one of them', async () => {
    const code = await makeSignInCode(millrace.sql, millrace.accountId);
    const tries = await Promise.all(
      [1, 2, 3].map(() => millrace.call('POST', SESSION, { code }, { ...from('10.1.0.2'), ...OWN_PAGE })),
    );
    expect(tries.map(({ status }) => status).toSorted()).toEqual([204, 401, 401]);
  });

  test('with a code is over after ten minutes, and keeps no code to itself', async () => {
    const code = await makeSignInCode(millrace.sql, millrace.accountId);
    await millrace.sql`update sign_in_codes set expires_at = now() - interval '1 second'`;
    const late = await millrace.call('POST', SESSION, { code }, from('10.1.0.3'));
    expect([late.status, late.body.message]).toEqual([401, expect.stringContaining('10 minutes')]);
    await makeSignInCode(millrace.sql, millrace.accountId);
    const rows = await millrace.sql`select code_hash from sign_in_codes`;
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(code);
  });

  test('says which member is at fault', async () => {
    const cases: [unknown, string][] = [
      [{}, 'token'],
      [{ token: 'a', code: 'b' }, 'token'],
      [{ token: 7 }, 'token'],
      [{ token: '  ' }, 'token'],
      [{ code: null }, 'code'],
      [{ token: 'x'.repeat(501) }, 'token'],
      [{ token: 'x', remember: true }, 'remember'],
    ];
    for (const [body, member] of cases) {
      const answer = await millrace.call('POST', SESSION, body, { authorization: '' });
      expect([answer.status, answer.body.category], JSON.stringify(body)).toEqual([400, 'VALIDATION_ERROR']);
      expect(answer.body.errors.map((error: { in: string }) => error.in)).toContain(member);
    }
  });

  test('is noted in the audit, and so is what is done in the session', async () => {
    const { id, token } = await makeToken('all', 'grace');
    const browser = await signIn(millrace, { token });
    await browser.call('PATCH', SETTINGS, { name: 'Millrace' }, { 'user-agent': 'Browser/1.0' });
    const made = await browser.call('POST', '/millrace/v1/tokens', { name: 'made by her', scopes: [] });
    expect(made.body.createdBy).toBe(id);
    await browser.call('DELETE', SESSION);
    const { results } = (await millrace.get(`/millrace/v1/audit?tokenId=${id}&limit=10`)).body;
    const told = results.map(({ kind, by }: { kind: string; by: { kind: string } }) => [kind, by.kind]);
    expect(told).toEqual(
      expect.arrayContaining([
        ['SIGNED_IN', 'SESSION'],
        ['TOKEN_CREATED', 'SESSION'],
        ['SIGNED_OUT', 'SESSION'],
      ]),
    );
    expect(new Set(results.map((entry: { by: { sessionId: string } }) => entry.by.sessionId)).size).toBe(1);
    expect(JSON.stringify(results)).not.toContain(browser.cookie.split('=')[1]);
  });
});

describe('a session ends', () => {
  test('when the person signs out: the cookie is forgotten, and worth nothing', async () => {
    const browser = await signIn(millrace);
    expect(await statusOf(browser)).toBe(200);
    const out = await browser.call('DELETE', SESSION);
    expect(out.status).toBe(204);
    expect(out.headers.get('set-cookie')).toMatch(/^millrace_\d+=; .*Max-Age=0$/);
    expect(await statusOf(browser)).toBe(401);
    expect((await browser.call('DELETE', SESSION)).status).toBe(401);
    expect((await millrace.delete(SESSION)).status).toBe(404);
  });

  test('with its token', async () => {
    const { id, token } = await makeToken('all');
    const [one, other] = [await signIn(millrace, { token }), await signIn(millrace)];
    expect(await statusOf(one)).toBe(200);
    await millrace.delete(`/millrace/v1/tokens/${id}`);
    expect(await statusOf(one)).toBe(401);
    expect(await statusOf(other)).toBe(200);
  });

  test.each([
    ['after twelve idle hours', 'last_used_at', '12 hours 1 second', 401],
    ['not before', 'last_used_at', '11 hours 59 minutes', 200],
    ['after thirty days', 'created_at', '30 days 1 second', 401],
    ['not before, if it is used', 'created_at', '29 days 23 hours', 200],
  ])('%s', async (_when, column, ago, expected) => {
    const browser = await signIn(millrace);
    await millrace.sql`update web_sessions set ${millrace.sql(column)} = now() - ${ago}::interval`;
    millrace.services.tokens.forget();
    expect(await statusOf(browser)).toBe(expected);
  });

  test('later when it is used, which is written once a minute at most', async () => {
    await millrace.sql`delete from web_sessions`;
    const browser = await signIn(millrace);
    const used = async () => {
      millrace.services.tokens.forget();
      expect(await statusOf(browser)).toBe(200);
      const [row] =
        await millrace.sql`select xmin::text, last_used_at > now() - interval '1 minute' as fresh from web_sessions`;
      return row as unknown as { xmin: string; fresh: boolean };
    };
    const first = await used();
    expect(await used()).toEqual(first);
    await millrace.sql`update web_sessions set last_used_at = now() - interval '11 hours'`;
    expect((await used()).fresh).toBe(true);
  });

  test('when a token has too many: the one used longest ago makes room', async () => {
    const { id, token } = await makeToken('all');
    const first = await signIn(millrace, { token });
    await millrace.sql`
      insert into web_sessions (account_id, secret_hash, token_id, last_used_at)
      select ${millrace.accountId}, sha256(n::text::bytea), ${id}, now() + n * interval '1 second' from generate_series(1, 99) n`;
    millrace.services.tokens.forget();
    expect(await statusOf(first)).toBe(200);
    await signIn(millrace, { token });
    expect(await statusOf(first)).toBe(401);
    const [row] = await millrace.sql`select count(*)::int as n from web_sessions where token_id = ${id}`;
    expect(row!['n']).toBe(100);
  });
});

describe('attacks', () => {
  /** A write of the settings as exactly these headers make it; a cookie and JSON unless they say otherwise. */
  async function forge(
    cookie: string,
    headers: Readonly<Record<string, string>>,
    method = 'PATCH',
    path = SETTINGS,
  ) {
    const body = method === 'GET' ? '' : '{"currency":"EUR"}';
    const lines = Object.entries({
      host: new URL(millrace.url).host,
      cookie,
      ...(body ? { 'content-type': 'application/json', 'content-length': String(body.length) } : {}),
      connection: 'close',
      ...headers,
    }).map(([name, value]) => `${name}: ${value}\r\n`);
    return sendRaw(millrace.url, `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
  }

  const onPort = (port: number) => `http://127.0.0.1:${port}`;

  test('a write is believed from pages of the server only', async () => {
    const { cookie } = await signIn(millrace);
    for (const headers of [OWN_PAGE, { ...OWN_PAGE, origin: millrace.url }, { origin: millrace.url }])
      expect((await forge(cookie, headers)).status, JSON.stringify(headers)).toBe(200);
    const foreign: Record<string, string>[] = [
      // A page on another port of the same host is same-site: its requests carry the cookie.
      { 'sec-fetch-site': 'same-site', origin: onPort(4999) },
      { 'sec-fetch-site': 'cross-site', origin: 'http://evil.example' },
      { 'sec-fetch-site': 'none' },
      { 'sec-fetch-site': 'same-site', origin: millrace.url },
      { 'sec-fetch-site': 'same-origin, cross-site' },
      { 'sec-fetch-site': '' },
      { origin: onPort(4999) },
      { origin: 'null' },
      { origin: `${millrace.url}.evil.example` },
      { origin: 'http://evil.example', host: new URL(millrace.url).host },
      { origin: millrace.url.replace('127.0.0.1', 'localhost') },
      { referer: `${millrace.url}/flows` },
      {},
    ];
    for (const headers of foreign) {
      const refused = await forge(cookie, headers);
      expect([refused.status, refused.body.category], JSON.stringify(headers)).toEqual([
        403,
        'FOREIGN_ORIGIN',
      ]);
    }
    expect((await forge(cookie, {}, 'GET')).status).toBe(200);
    expect((await forge(cookie, { 'sec-fetch-site': 'none' }, 'GET')).status).toBe(200);
    expect((await forge(cookie, { 'sec-fetch-site': 'same-site' }, 'GET')).status).toBe(403);
  });

  test('a form that posts text, or a form, writes nothing', async () => {
    const { cookie } = await signIn(millrace);
    const before = (await millrace.get('/millrace/v1/tokens')).body;
    const types = [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/jsonp',
    ];
    for (const type of types) {
      for (const [headers, status] of [
        [{ 'sec-fetch-site': 'cross-site' }, 403],
        [OWN_PAGE, 415],
      ] as const) {
        const answer = await forge(
          cookie,
          { ...headers, 'content-type': type },
          'POST',
          '/millrace/v1/tokens',
        );
        expect([answer.status, answer.headers['content-type']], type).toEqual([
          status,
          expect.stringContaining('json'),
        ]);
      }
    }
    expect((await millrace.get('/millrace/v1/tokens')).body.results).toHaveLength(before.results.length);
  });

  test('nobody is signed in by the page of somebody else', async () => {
    const pages: Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: onPort(4999) },
    ];
    for (const headers of pages) {
      const answer = await millrace.call(
        'POST',
        SESSION,
        { token: millrace.token },
        { authorization: '', ...headers },
      );
      expect([answer.status, answer.headers.get('set-cookie')]).toEqual([403, null]);
    }
    const form = await millrace.call('POST', SESSION, `token=${millrace.token}`, {
      authorization: '',
      'content-type': 'text/plain',
    });
    expect([form.status, form.headers.get('set-cookie')]).toEqual([415, null]);
  });

  test('a session that somebody left in the browser is ended by signing in, and its secret is not kept', async () => {
    const left = await signIn(millrace);
    const answer = await left.call('POST', SESSION, { token: millrace.token });
    const mine = browserWith(millrace, cookieOf(answer));
    expect(mine.cookie).not.toBe(left.cookie);
    expect([await statusOf(mine), await statusOf(left)]).toEqual([200, 401]);
    const [name] = mine.cookie.split('=');
    // One that they made up is not taken on either.
    const chosen = await browserWith(millrace, `${name}=chosen-by-somebody`).call('POST', SESSION, {
      token: millrace.token,
    });
    expect(cookieOf(chosen)).not.toContain('chosen-by-somebody');
    expect(await statusOf(browserWith(millrace, `${name}=chosen-by-somebody`))).toBe(401);
  });

  test('a second cookie of the name, set by another port, is not picked instead of ours', async () => {
    const [mine, theirs] = [await signIn(millrace), await signIn(millrace)];
    const answer = await browserWith(millrace, `${theirs.cookie}; ${mine.cookie}`).call('GET', SETTINGS);
    expect([answer.status, answer.body.message]).toEqual([
      401,
      expect.stringContaining('several cookies millrace_'),
    ]);
  });

  test('the cookie of another server, of another port, or of nobody opens nothing', async () => {
    const { cookie } = await signIn(millrace);
    const [name, secret] = cookie.split('=');
    const other = await startMillrace();
    const { port } = new URL(other.url);
    expect(await statusOf(browserWith(other, cookie))).toBe(401);
    expect(await statusOf(browserWith(other, `millrace_${port}=${secret}`))).toBe(401);
    await other.stop();
    const opens = (given: string) => statusOf(browserWith(millrace, given));
    expect(await opens(`millrace_1=${secret}`)).toBe(401);
    expect(await opens(`${name}=`)).toBe(401);
    expect(await opens(`${name}=${millrace.token}`)).toBe(401);
    expect(await opens(`x${name}=${secret}`)).toBe(401);
    expect(await opens(`a=b; ${name}=${secret}; c=d`)).toBe(200);
    expect((await forge(cookie, { host: 'evil.example' }, 'GET')).status).toBe(401);
  });

  test('a secret is no token, and a header cannot be smuggled in', async () => {
    const { cookie } = await signIn(millrace);
    const [name, secret] = cookie.split('=');
    expect(
      (await millrace.call('GET', SETTINGS, undefined, { authorization: `Bearer ${secret}` })).status,
    ).toBe(401);
    expect(
      (await millrace.call('GET', `${SETTINGS}?hapikey=${secret}`, undefined, { authorization: '' })).status,
    ).toBe(401);
    // A token that is shown counts alone, right or wrong.
    const wrong = await millrace.call('GET', SETTINGS, undefined, {
      authorization: 'Bearer nonsense',
      cookie,
      ...OWN_PAGE,
    });
    expect(wrong.status).toBe(401);
    const folded = await forge(`${name}=x\r\n set-cookie: a=b`, OWN_PAGE, 'GET');
    expect(folded.status).toBe(400);
    const answer = await millrace.call('POST', SESSION, { token: 'a\r\nset-cookie: a=b' }, from('10.1.0.4'));
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([401, null]);
  });

  test('another account sees nothing through it', async () => {
    const other = await inAnotherAccount(millrace);
    const browser = await signIn(other);
    expect((await browser.call('GET', SESSION)).body).toMatchObject({
      accountId: other.accountId,
      name: 'Another',
    });
    const { id } = await makeToken('all');
    expect((await browser.call('DELETE', `/millrace/v1/tokens/${id}`)).status).toBe(404);
  });

  test('requests with a token are as they were', async () => {
    const answer = await millrace.call(
      'PATCH',
      SETTINGS,
      { currency: 'USD' },
      {
        'sec-fetch-site': 'cross-site',
        origin: 'http://evil.example',
        cookie: `millrace_${new URL(millrace.url).port}=nonsense`,
      },
    );
    expect(answer.status).toBe(200);
  });
});

describe('guessing', () => {
  let guarded: Millrace;
  beforeAll(async () => {
    guarded = await startMillrace({ trustedProxies: ['127.0.0.1'] });
  });
  afterAll(() => guarded.stop());

  const guess = (shown: object, address: string) => guarded.call('POST', SESSION, shown, from(address));

  test('five wrong tries a minute from one address, however many at once; others are let try', async () => {
    const tries = await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        guess(n % 2 ? { token: `wrong-${n}` } : { code: `wrong-${n}` }, '10.0.0.1'),
      ),
    );
    expect(Map.groupBy(tries, ({ status }) => status).get(401)).toHaveLength(5);
    const refused = tries.find(({ status }) => status === 429)!;
    expect(refused.body).toMatchObject({ category: 'RATE_LIMITS', policyName: 'SIGN_IN' });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    // Not even the right one: whether it is right is what they want to know.
    expect((await guess({ token: guarded.token }, '10.0.0.1')).status).toBe(429);
    expect((await guess({ token: guarded.token }, '10.0.0.2')).status).toBe(204);
  });

  test('right ones and unreadable ones do not count', async () => {
    for (let n = 0; n < 8; n++) {
      expect((await guess({ token: guarded.token }, '10.0.0.3')).status).toBe(204);
      expect((await guess({ token: 7 }, '10.0.0.3')).status).toBe(400);
    }
  });
});

describe('behind TLS', () => {
  let secure: Millrace;
  beforeAll(async () => {
    secure = await startMillrace({ publicUrl: 'https://crm.example.com/millrace', mode: 'production' });
  });
  afterAll(() => secure.stop());

  test('the cookie is for TLS and for this host alone', async () => {
    const browser = await signIn(secure);
    expect(browser.cookie).toMatch(/^__Host-millrace_443=/);
    const answer = await browser.call('POST', SESSION, { token: secure.token });
    expect(answer.headers.get('set-cookie')).toMatch(/; Path=\/; HttpOnly; SameSite=Strict; Secure$/);
    expect((await browser.call('GET', SESSION)).status).toBe(401);
  });

  test('a page of the public address is ours, a plain one of its name is not', async () => {
    const { cookie } = await signIn(secure);
    const from = async (origin: string) =>
      (await secure.call('PATCH', SETTINGS, { currency: 'USD' }, { authorization: '', cookie, origin }))
        .status;
    expect(await from('https://crm.example.com')).toBe(200);
    expect(await from('http://crm.example.com')).toBe(403);
    expect(await from('https://crm.example.com:8443')).toBe(403);
    expect(await from('https://evil.example.com')).toBe(403);
  });
});
