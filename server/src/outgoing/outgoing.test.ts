import { afterEach, expect, test } from 'vitest';
import {
  answering,
  type Receiver,
  startReceiver,
  startWire,
  type Wire,
} from '../../test/support/receiver.ts';
import { Outgoing, type OutgoingOptions, REDIRECTS_MAX } from './outgoing.ts';
import type { OutgoingRequest } from './request.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close();
});

/** Loopback is allowed, and names mean what the test says. */
function given({
  names = {},
  ...options
}: Partial<OutgoingOptions> & { readonly names?: Readonly<Record<string, readonly string[]>> } = {}) {
  const outgoing = new Outgoing({
    allow: ['loopback'],
    connectionsPerHost: 4,
    requestsPerSecond: undefined,
    resolve: async (hostname) => (names[hostname] ?? []).map((address) => ({ address, family: 4 })),
    ...options,
  });
  open.push(outgoing);
  return (url: string, rest: Partial<OutgoingRequest> = {}) =>
    outgoing.request({ accountId: '1' as never, origin: { kind: 'test' }, method: 'GET', url, ...rest });
}

async function givenReceiver(...answers: Parameters<typeof startReceiver>): Promise<Receiver> {
  const receiver = await startReceiver(...answers);
  open.push(receiver);
  return receiver;
}

async function givenWire(onRequest: Parameters<typeof startWire>[0]): Promise<Wire> {
  const wire = await startWire(onRequest);
  open.push(wire);
  return wire;
}

test('a request goes out as it is, and the answer comes back', async () => {
  const receiver = await givenReceiver(answering(201, { ok: true }, { 'x-one': '1' }));
  const answer = await given()(`${receiver.url}/a?b=c&b=d`, {
    method: 'PATCH',
    headers: { 'Content-Type': 'application/json', 'X-Mine': 'yes' },
    body: '{"é":1}',
  });
  expect(answer).toMatchObject({ kind: 'answered', status: 201, isCut: false, headers: { 'x-one': '1' } });
  expect(answer.kind === 'answered' && answer.body.toString()).toBe('{"ok":true}');
  expect(receiver.received).toMatchObject([
    {
      method: 'PATCH',
      url: '/a?b=c&b=d',
      body: '{"é":1}',
      headers: { 'x-mine': 'yes', 'user-agent': 'Millrace' },
    },
  ]);
});

test.each([
  ['no URL', 'hooks.example.test/x', 'URL_NOT_ALLOWED'],
  ['another scheme', 'file:///etc/passwd', 'URL_NOT_ALLOWED'],
  ['a user', 'https://ada:secret@hooks.example.test/', 'URL_NOT_ALLOWED'],
  ['plain HTTP', 'http://hooks.example.test/', 'URL_NOT_ALLOWED'],
  ['plain HTTP to a public address', 'http://8.8.8.8/', 'URL_NOT_ALLOWED'],
  ['loopback', 'https://127.0.0.1/', 'ADDRESS_NOT_ALLOWED'],
  ['loopback by a number', 'https://2130706433/', 'ADDRESS_NOT_ALLOWED'],
  ['loopback in octal', 'https://0177.0.0.1/', 'ADDRESS_NOT_ALLOWED'],
  ['loopback in hex', 'https://0x7f.1/', 'ADDRESS_NOT_ALLOWED'],
  ['zero', 'https://0/', 'ADDRESS_NOT_ALLOWED'],
  ['loopback in other digits', 'https://①②⑦.0.0.1/', 'ADDRESS_NOT_ALLOWED'],
  ['loopback in IPv6', 'https://[::1]/', 'ADDRESS_NOT_ALLOWED'],
  ['IPv4 in IPv6', 'https://[::ffff:127.0.0.1]/', 'ADDRESS_NOT_ALLOWED'],
  ['NAT64', 'https://[64:ff9b::7f00:1]/', 'ADDRESS_NOT_ALLOWED'],
  ['metadata', 'https://169.254.169.254/latest/meta-data', 'ADDRESS_NOT_ALLOWED'],
  ['a name of loopback', 'https://inside.example.test/', 'ADDRESS_NOT_ALLOWED'],
  ['a name of metadata', 'https://metadata.example.test/', 'ADDRESS_NOT_ALLOWED'],
  ['a name of nothing', 'https://nowhere.example.test/', 'HOST_NOT_FOUND'],
])('%s is refused where nothing is allowed', async (_, url, failure) => {
  const request = given({
    allow: [],
    names: { 'inside.example.test': ['127.0.0.1'], 'metadata.example.test': ['169.254.169.254'] },
  });
  const answer = await request(url);
  expect(answer).toMatchObject({ kind: 'failed', failure });
  expect(JSON.stringify(answer)).not.toContain('secret');
});

test('a name is connected to at its allowed addresses only, those that were checked', async () => {
  const receiver = await givenReceiver();
  let asked = 0;
  const request = given({
    // The second question would be answered with another address.
    resolve: async () => [{ address: asked++ === 0 ? '127.0.0.1' : '10.0.0.1', family: 4 }],
  });
  expect(await request(`http://hooks.example.test:${receiver.port}/`)).toMatchObject({ status: 200 });
  expect(asked).toBe(1);
  const mixed = given({ names: { 'hooks.example.test': ['10.0.0.1', '127.0.0.1'] } });
  expect(await mixed(`http://hooks.example.test:${receiver.port}/`)).toMatchObject({ status: 200 });
});

test('an allowed name may be anywhere, and a pattern allows what is below a name', async () => {
  const receiver = await givenReceiver();
  const request = given({
    allow: ['hooks.internal', '*.corp.internal'],
    names: {
      'hooks.internal': ['127.0.0.1'],
      'a.corp.internal': ['127.0.0.1'],
      'corp.internal': ['127.0.0.1'],
    },
  });
  for (const host of ['hooks.internal', 'HOOKS.internal', 'a.corp.internal'])
    expect(await request(`http://${host}:${receiver.port}/`)).toMatchObject({ status: 200 });
  expect(await request(`http://corp.internal:${receiver.port}/`)).toMatchObject({
    failure: 'URL_NOT_ALLOWED',
  });
});

test('a redirect is followed for a GET, checked anew, and takes no header of the caller to another origin', async () => {
  const second = await givenReceiver();
  const first = await givenReceiver(answering(302, '', { location: `${second.url}/there` }));
  const request = given();
  expect(await request(first.url, { headers: { 'X-Api-Key': 'k', Accept: 'text/plain' } })).toMatchObject({
    status: 200,
  });
  expect(second.received[0]).toMatchObject({ url: '/there', headers: { accept: 'text/plain' } });
  expect(second.received[0]!.headers).not.toHaveProperty('x-api-key');
  expect(await request(first.url, { method: 'POST', body: 'x' })).toMatchObject({
    kind: 'answered',
    status: 302,
  });
  first.answers = answering(301, '', { location: 'http://169.254.169.254/latest' });
  expect(await request(first.url)).toMatchObject({ kind: 'failed', failure: 'ADDRESS_NOT_ALLOWED' });
  first.answers = answering(301, '', { location: 'ftp://127.0.0.1/' });
  expect(await request(first.url)).toMatchObject({ kind: 'failed', failure: 'URL_NOT_ALLOWED' });
});

test('redirects without end come to one', async () => {
  const receiver = await givenReceiver(answering(307, '', { location: '/again' }));
  expect(await given()(receiver.url)).toMatchObject({ failure: 'TOO_MANY_REDIRECTS' });
  expect(receiver.received).toHaveLength(REDIRECTS_MAX + 1);
});

test('of a body without end only the first bytes are read', async () => {
  const receiver = await givenReceiver((response) => {
    const chunk = Buffer.alloc(65_536, 'x');
    const more = () => {
      while (response.write(chunk));
    };
    response.on('drain', more);
    more();
  });
  const answer = await given()(receiver.url, { limits: { bodyBytes: 100_000 } });
  expect(answer).toMatchObject({ kind: 'answered', status: 200, isCut: true });
  expect(answer.kind === 'answered' && answer.body.length).toBe(100_000);
});

test('a byte now and then does not keep a request alive', async () => {
  const receiver = await givenReceiver((response) => {
    const timer = setInterval(() => response.write('x'), 10);
    response.on('close', () => clearInterval(timer));
  });
  expect(await given()(receiver.url, { limits: { answerMs: 200 } })).toMatchObject({
    failure: 'ANSWER_TIMEOUT',
  });
});

test.each([
  ['says nothing', () => undefined, 'ANSWER_TIMEOUT'],
  ['speaks another language', (socket) => socket.end('220 mail.example.test ESMTP\r\n'), 'ANSWER_INVALID'],
  ['closes at once', (socket) => socket.destroy(), 'CONNECTION_CLOSED'],
  ['closes in the headers', (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-'), 'CONNECTION_CLOSED'],
  [
    'closes in the body',
    (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc'),
    'CONNECTION_CLOSED',
  ],
  [
    'has headers without end',
    (socket) => socket.write(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`),
    'ANSWER_INVALID',
  ],
] as readonly [string, Parameters<typeof startWire>[0], string][])(
  'a receiver that %s is a failure with a name',
  async (_, onRequest, failure) => {
    const wire = await givenWire(onRequest);
    expect(await given()(wire.url, { limits: { answerMs: 500 } })).toMatchObject({ kind: 'failed', failure });
  },
);

test('a port that nobody listens to, and TLS that is none', async () => {
  const receiver = await startReceiver();
  const { port } = receiver;
  expect(await given()(`https://127.0.0.1:${port}/`)).toMatchObject({ failure: 'TLS_FAILED' });
  await receiver.close();
  expect(await given()(`http://127.0.0.1:${port}/`)).toMatchObject({ failure: 'CONNECT_FAILED' });
});

test('headers that frame the message, or would begin another, are refused before anything is sent', async () => {
  const receiver = await givenReceiver();
  const request = given();
  for (const headers of [
    { 'Content-Length': '5' },
    { Host: 'x' },
    { 'X-A': 'a\r\nX-B: b' },
    { 'X A': 'a' },
    { 'x-ü': 'a' },
    { 'x-a': '☃' },
  ])
    expect(await request(receiver.url, { headers: headers as never })).toMatchObject({
      failure: 'REQUEST_INVALID',
    });
  expect(receiver.received).toEqual([]);
});

test('a request that nobody waits for any more is given up', async () => {
  const receiver = await givenReceiver(() => abort.abort());
  const abort = new AbortController();
  expect(await given()(receiver.url, { signal: abort.signal })).toMatchObject({ failure: 'ABORTED' });
});

test('so many a second to one host, and others beside it', async () => {
  const [busy, other] = [await givenReceiver(), await givenReceiver()];
  const request = given({ requestsPerSecond: 50, connectionsPerHost: 50 });
  const begun = performance.now();
  const many = Promise.all(Array.from({ length: 75 }, () => request(busy.url)));
  await request(other.url);
  const otherAfter = performance.now() - begun;
  await many;
  // 50 at once, and 25 when a second has passed.
  expect(performance.now() - begun).toBeGreaterThan(990);
  expect(otherAfter).toBeLessThan(performance.now() - begun);
});

test('no more at once to one host than there are connections; who waits for one is not held to be late', async () => {
  const held: (() => void)[] = [];
  const receiver = await givenReceiver((response) => held.push(() => response.end('{}')));
  const request = given({ connectionsPerHost: 1 });
  const abort = new AbortController();
  const first = request(receiver.url, { limits: { answerMs: 200 } });
  const second = request(receiver.url);
  const third = request(receiver.url, { signal: abort.signal });
  await receiver.until(1);
  abort.abort();
  expect(await third).toMatchObject({ failure: 'ABORTED' });
  // The first runs out of time; only then the second begins.
  expect(await first).toMatchObject({ failure: 'ANSWER_TIMEOUT' });
  await receiver.until(2);
  held[1]!();
  expect(await second).toMatchObject({ status: 200 });
  expect(receiver.received).toHaveLength(2);
});
