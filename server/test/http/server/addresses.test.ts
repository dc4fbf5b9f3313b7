import { afterEach, expect, test } from 'vitest';
import { readConfig } from '../../../src/platform/index.ts';
import { type Millrace, startMillrace } from '../../support/millrace.ts';
import { sendRaw } from '../../support/raw-http.ts';

let millrace: Millrace | undefined;
afterEach(async () => {
  await millrace?.stop();
  millrace = undefined;
});

const CONTACTS = '/crm/v3/objects/contacts';
const MANY = `${CONTACTS}?limit=1`;

/** A server with two contacts and settings of one's own, as the environment has them. */
async function start(env: Readonly<Record<string, string>>): Promise<Millrace> {
  const { publicUrl, trustedProxies } = readConfig(env);
  millrace = await startMillrace({ role: 'api', publicUrl, trustedProxies });
  for (let made = 0; made < 2; made++) await millrace.post(CONTACTS, { properties: { firstname: 'Ada' } });
  return millrace;
}

async function ask({ url, token }: Millrace, target: string, headers: Readonly<Record<string, string>>) {
  const all = {
    host: 'evil.test',
    authorization: `Bearer ${token}`,
    connection: 'close',
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return (await sendRaw(url, `GET ${target} HTTP/1.1\r\n${lines.join('')}\r\n`)).body;
}

const FORWARDED = { 'x-forwarded-host': 'called.test:444', 'x-forwarded-proto': 'https' };

test('every link begins with the public address, whatever the caller says was called', async () => {
  const server = await start({
    MILLRACE_PUBLIC_URL: 'https://example.test/millrace/',
    MILLRACE_TRUSTED_PROXIES: 'loopback',
  });
  const page = await ask(server, MANY, FORWARDED);
  expect(page.paging.next.link).toMatch(`https://example.test/millrace${MANY}&after=`);
  const { id, url } = page.results[0];
  expect(url).toBe(`https://example.test/millrace/contacts/${server.accountId}/record/0-1/${id}`);
  expect((await ask(server, '/account-info/v3/details', {})).uiDomain).toBe('example.test');
  expect((await ask(server, '/docs/json', {})).servers).toEqual([{ url: 'https://example.test/millrace' }]);
  const home = await fetch(server.url);
  expect(await home.text()).toContain('="/millrace/');
});

test('an address in the request itself is not believed', async () => {
  const server = await start({});
  const { paging } = await ask(server, `http://other.test${MANY}`, { host: 'called.test' });
  expect(paging.next.link).toMatch(`http://called.test${MANY}&after=`);
});

test('what a trusted proxy forwards was called', async () => {
  const server = await start({ MILLRACE_TRUSTED_PROXIES: '10.0.0.0/8, 127.0.0.1' });
  expect((await ask(server, MANY, FORWARDED)).paging.next.link).toMatch(
    `https://called.test:444${MANY}&after=`,
  );
  expect((await ask(server, MANY, { ...FORWARDED, 'x-forwarded-host': '[::1' })).errors[0].code).toBe(
    'INVALID_HOST',
  );
  const script = await ask(server, MANY, { ...FORWARDED, 'x-forwarded-proto': 'javascript' });
  expect(script.paging.next.link).toMatch('http://called.test:444/');
});

test('what anybody else forwards means nothing', async () => {
  const server = await start({ MILLRACE_TRUSTED_PROXIES: '10.0.0.0/8' });
  expect((await ask(server, MANY, FORWARDED)).paging.next.link).toMatch(`http://evil.test${MANY}&after=`);
});

test.each([
  ['MILLRACE_PUBLIC_URL', 'example.test', /must be an address such as/],
  ['MILLRACE_PUBLIC_URL', 'ftp://example.test', /must be an address such as/],
  ['MILLRACE_PUBLIC_URL', 'https://example.test/?a=1', /without a user, a query or a fragment/],
  ['MILLRACE_PUBLIC_URL', 'https://me:secret@example.test', /without a user/],
  ['MILLRACE_TRUSTED_PROXIES', '10.0.0.1,proxy.test', /has "proxy\.test"; each must be/],
  ['MILLRACE_TRUSTED_PROXIES', '10.0.0.0/33', /has "10\.0\.0\.0\/33"/],
  ['MILLRACE_TRUSTED_PROXIES', '::1/0', /has "::1\/0"/],
  ['MILLRACE_TRUSTED_PROXIES', 'loopback,', /has ""/],
])('%s=%s is named, and nothing starts', (name, value, message) => {
  expect(() => readConfig({ [name]: value })).toThrow(message);
  expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^${name}[^\\n]*$`));
});
