import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Millrace, startMillrace } from '../../support/millrace.ts';
import { type RawAnswer, sendRaw } from '../../support/raw-http.ts';

let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace({ role: 'api' });
});
afterAll(() => millrace.stop());

const CONTACTS = '/crm/v3/objects/contacts';

/** The bytes of a request of one's own, after which the connection ends. */
function request(line: string, headers: Readonly<Record<string, string>> = {}, body = '') {
  const all = {
    host: 'millrace.test',
    authorization: `Bearer ${millrace.token}`,
    connection: 'close',
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${line}\r\n${lines.join('')}\r\n${body}`;
}

const json = (body: string) => ({
  'content-type': 'application/json',
  'content-length': String(body.length),
});

function expectShape({ status, headers, body }: RawAnswer) {
  expect(headers['content-type']).toMatch(/^application\/json/);
  expect(body).toMatchObject({
    status: 'error',
    message: expect.stringMatching(/./),
    category: expect.stringMatching(/./),
  });
  expect(body.correlationId).toMatch(/^[0-9a-f-]{36}$/);
  expect(headers['x-hubspot-correlation-id']).toBe(body.correlationId);
  return [status, body.category];
}

const CASES: Readonly<Record<string, readonly [number, string, () => string]>> = {
  'a part of the path that is too long': [
    414,
    'URI_TOO_LONG',
    () => request(`GET ${CONTACTS}/${'7'.repeat(501)} HTTP/1.1`),
  ],
  'a query that is too long': [
    414,
    'URI_TOO_LONG',
    () => request(`GET ${CONTACTS}?properties=${'a'.repeat(17_000)} HTTP/1.1`),
  ],
  'a URL that fills all the room for headers': [
    414,
    'URI_TOO_LONG',
    () => request(`GET ${CONTACTS}?properties=${'a'.repeat(120_000)} HTTP/1.1`),
  ],
  'a long path that is not served': [
    414,
    'URI_TOO_LONG',
    () => request(`GET /${'a/'.repeat(9_000)} HTTP/1.1`),
  ],
  'a path that is badly encoded': [
    400,
    'VALIDATION_ERROR',
    () => request('GET /crm/v3/objects/%zz HTTP/1.1'),
  ],
  'a part of a path that is badly encoded': [
    400,
    'VALIDATION_ERROR',
    () => request(`GET ${CONTACTS}/%E0%A4%A HTTP/1.1`),
  ],
  'headers that are too large': [
    431,
    'HEADERS_TOO_LARGE',
    () => request(`GET ${CONTACTS} HTTP/1.1`, { 'x-more': 'a'.repeat(100_000) }),
  ],
  'what is not HTTP': [400, 'VALIDATION_ERROR', () => 'hello there\r\n\r\n'],
  'a header without a name': [400, 'VALIDATION_ERROR', () => `GET / HTTP/1.1\r\nhost: a\r\n: b\r\n\r\n`],
  'a TLS greeting': [400, 'VALIDATION_ERROR', () => '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
  'a malformed chunk': [
    400,
    'VALIDATION_ERROR',
    () =>
      request(
        `POST ${CONTACTS} HTTP/1.1`,
        { 'content-type': 'application/json', 'transfer-encoding': 'chunked' },
        'zz\r\n{}\r\n0\r\n\r\n',
      ),
  ],
  'two lengths': [
    400,
    'VALIDATION_ERROR',
    () => request(`POST ${CONTACTS} HTTP/1.1`, { ...json('{}'), 'transfer-encoding': 'chunked' }, '{}'),
  ],
  'a Host that is none': [
    400,
    'VALIDATION_ERROR',
    () => request(`GET ${CONTACTS}?limit=1 HTTP/1.1`, { host: '[::1' }),
  ],
  'a Host with a path': [
    400,
    'VALIDATION_ERROR',
    () => request(`GET ${CONTACTS} HTTP/1.1`, { host: 'a.test/x?y' }),
  ],
  'a Host with a user': [
    400,
    'VALIDATION_ERROR',
    () => request(`GET ${CONTACTS} HTTP/1.1`, { host: 'a@b.test' }),
  ],
  'a Host with an impossible port': [
    400,
    'VALIDATION_ERROR',
    () => request(`GET ${CONTACTS} HTTP/1.1`, { host: 'a.test:99999' }),
  ],
  'a Host with an impossible address': [
    400,
    'VALIDATION_ERROR',
    () => request(`GET ${CONTACTS} HTTP/1.1`, { host: '1.2.3.999' }),
  ],
  'no Host': [400, 'VALIDATION_ERROR', () => `GET ${CONTACTS} HTTP/1.1\r\nconnection: close\r\n\r\n`],
  'an expectation': [
    417,
    'EXPECTATION_FAILED',
    () => request(`POST ${CONTACTS} HTTP/1.1`, { expect: 'miracles' }),
  ],
  'a tunnel': [405, 'METHOD_NOT_ALLOWED', () => request('CONNECT db.test:5432 HTTP/1.1')],
  'malformed JSON': [
    400,
    'VALIDATION_ERROR',
    () => request(`POST ${CONTACTS} HTTP/1.1`, json('{"a":'), '{"a":'),
  ],
  'JSON that ends in something else': [
    400,
    'VALIDATION_ERROR',
    () => request(`POST ${CONTACTS} HTTP/1.1`, json('{}}'), '{}}'),
  ],
  'no body where one is needed': [
    400,
    'VALIDATION_ERROR',
    () => request(`POST ${CONTACTS} HTTP/1.1`, json('')),
  ],
  'plain text': [
    415,
    'UNSUPPORTED_MEDIA_TYPE',
    () => request(`POST ${CONTACTS} HTTP/1.1`, { ...json('{}'), 'content-type': 'text/plain' }, '{}'),
  ],
  XML: [
    415,
    'UNSUPPORTED_MEDIA_TYPE',
    () =>
      request(`POST ${CONTACTS} HTTP/1.1`, { ...json('<a/>'), 'content-type': 'application/xml' }, '<a/>'),
  ],
  'no content type': [
    415,
    'UNSUPPORTED_MEDIA_TYPE',
    () => request(`POST ${CONTACTS} HTTP/1.1`, { 'content-length': '2' }, '{}'),
  ],
  'a content type that is none': [
    415,
    'UNSUPPORTED_MEDIA_TYPE',
    () => request(`POST ${CONTACTS} HTTP/1.1`, { ...json('{}'), 'content-type': ';;' }, '{}'),
  ],
  'a path that is not served': [
    404,
    'PATH_NOT_SERVED',
    () => request('GET /webhooks/v3/7/subscriptions HTTP/1.1'),
  ],
  'a path that is not served, with a body that nobody reads': [
    404,
    'PATH_NOT_SERVED',
    () => request('POST /webhooks/v3/7 HTTP/1.1', json('{"a":'), '{"a":'),
  ],
  'another method': [405, 'METHOD_NOT_ALLOWED', () => request(`PUT ${CONTACTS} HTTP/1.1`, json('x'), 'x')],
};

for (const [what, [status, category, bytes]] of Object.entries(CASES))
  test(`${what} is refused in the shape of every error`, async () => {
    expect(expectShape(await sendRaw(millrace.url, bytes()))).toEqual([status, category]);
  });

test('a path that is not served is named, shortened and without its query; it is no missing record', async () => {
  const gone = await millrace.get('/webhooks/v3/7/subscriptions?secret=1');
  expect(gone.body.message).toBe('Millrace does not serve GET /webhooks/v3/7/subscriptions; see /docs');
  expect((await millrace.get(`/nothing/${'a'.repeat(5_000)}`)).body.message.length).toBeLessThan(300);
  expect((await millrace.get(`${CONTACTS}/999999`)).body.category).toBe('OBJECT_NOT_FOUND');
});

test('another method than a path is served to says which are', async () => {
  const answer = await millrace.put(CONTACTS, {});
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
});

test('below the length that a URL may have, nothing is refused for it', async () => {
  const names = Array.from({ length: 1_080 }, (_, at) => `property_${at}_x`.slice(0, 14));
  const url = `${CONTACTS}?limit=1&properties=${names.join(',')}`;
  expect(url.length).toBeGreaterThan(15_000);
  expect(
    (await millrace.get(`${url}&properties=${'email,'.repeat(Math.floor((16_190 - url.length - 12) / 6))}`))
      .status,
  ).toBe(200);
  const short = Array.from({ length: 5_000 }, (_, at) => at.toString(36));
  expect(
    (await millrace.get(`${CONTACTS}?limit=1&properties=${short.join(',').slice(0, 16_000)}`)).status,
  ).toBe(200);
});

test('clients of HTTP/1.0 need no Host; their links lead to where the server listens', async () => {
  for (let made = 0; made < 2; made++) await millrace.post(CONTACTS, { properties: { firstname: 'Ada' } });
  const { body } = await sendRaw(
    millrace.url,
    `GET ${CONTACTS}?limit=1 HTTP/1.0\r\nauthorization: Bearer ${millrace.token}\r\n\r\n`,
  );
  expect(body.paging.next.link).toMatch(new RegExp(`^${millrace.url}${CONTACTS}\\?`));
});

test('a DELETE that says JSON and has no body is taken', async () => {
  const { body } = await millrace.post(CONTACTS, { properties: { firstname: 'Ada' } });
  const answer = await sendRaw(millrace.url, request(`DELETE ${CONTACTS}/${body.id} HTTP/1.1`, json('')));
  expect(answer.status).toBe(204);
});
