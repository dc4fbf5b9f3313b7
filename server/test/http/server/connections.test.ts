import type { Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { type App, createHttp, createLog } from '../../../src/platform/index.ts';
import { open, sendRaw, untilClosed } from '../../support/raw-http.ts';

const HALF_A_REQUEST = 'GET /things HTTP/1.1\r\nhost: a.test\r\n';
const HALF_A_BODY =
  'POST /things HTTP/1.1\r\nhost: a.test\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{';
const WHOLE = 'GET /things HTTP/1.1\r\nhost: a.test\r\nconnection: close\r\n\r\n';

let app: App;
let goOn: () => void = () => undefined;
afterEach(() => app.close());

/** A server that holds few connections, or has little patience; `/slow` answers when it is told to go on. */
async function serve(connections: Parameters<typeof createHttp>[0]['connections']): Promise<string> {
  const authenticate = () => Promise.reject(new Error('nobody is asked'));
  app = await createHttp({
    log: createLog('silent'),
    authenticate,
    connections: { lookForSlowMs: 20, ...connections },
  });
  const config = { open: 'pages' } as const;
  app.get('/things', { config }, async () => ({ done: true }));
  app.post('/things', { config }, async () => ({ done: true }));
  const told = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  app.get('/slow', { config }, async () => {
    await told;
    return { done: true };
  });
  return app.listen({ port: 0, host: '127.0.0.1' });
}

async function begin(url: string, bytes: string): Promise<Socket> {
  const socket = await open(url);
  socket.write(bytes);
  return socket;
}

test.each([
  ['headers', { headersArriveMs: 100, requestArrivesMs: 60_000 }, HALF_A_REQUEST],
  ['a body', { headersArriveMs: 100, requestArrivesMs: 200 }, HALF_A_BODY],
  ['nothing at all', { headersArriveMs: 100, requestArrivesMs: 60_000 }, ''],
])('who sends half of %s is answered 408 and let go', async (_what, limits, bytes) => {
  const url = await serve(limits);
  const text = await untilClosed(await begin(url, bytes));
  expect(text).toMatch(/^HTTP\/1\.1 408 /);
  expect(text).toContain('"category":"REQUEST_TIMEOUT"');
});

test.each([HALF_A_REQUEST, HALF_A_BODY, ''])(
  'many that send half of something (%j) are not held, and shut nobody out',
  async (bytes) => {
    const url = await serve({ most: 10 });
    const half = await Promise.all(Array.from({ length: 60 }, () => begin(url, bytes)));
    const ended = half.map(untilClosed);
    expect(await sendRaw(url, WHOLE)).toMatchObject({ status: 200, body: { done: true } });
    await Promise.all(ended.slice(0, 40));
    expect(await connectionsOf(app)).toBeLessThanOrEqual(10);
    for (const socket of half) socket.destroy();
  },
);

test('who is at work is not sent away; when all are, a newcomer is asked to come again', async () => {
  const url = await serve({ most: 3 });
  const arrived = new Promise<void>((resolve) => {
    let count = 0;
    app.server.on('request', () => {
      if (++count === 3) resolve();
    });
  });
  const slow = Array.from({ length: 3 }, () => sendRaw(url, WHOLE.replace('/things', '/slow')));
  await arrived;
  const refused = await sendRaw(url, '');
  expect(refused).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
  expect(refused.body.correlationId).toBe(refused.headers['x-hubspot-correlation-id']);
  goOn();
  expect((await Promise.all(slow)).map(({ status }) => status)).toEqual([200, 200, 200]);
  expect((await sendRaw(url, WHOLE)).status).toBe(200);
});

test.each([
  ['has never asked for anything', ''],
  ['has sent half a request', HALF_A_REQUEST],
])('a server that stops does not wait for who %s', async (_what, bytes) => {
  const url = await serve({});
  const socket = await begin(url, bytes);
  // The server has taken the connection before it answers a later one.
  await sendRaw(url, WHOLE);
  const ended = untilClosed(socket);
  await app.close();
  expect(await ended).toBe('');
});

test('a server that stops answers what is in hand, and does not wait for another request on those connections', async () => {
  const url = await serve({});
  const arrived = new Promise((resolve) => app.server.once('request', resolve));
  const kept = await begin(url, 'GET /slow HTTP/1.1\r\nhost: a.test\r\n\r\n');
  const answer = untilClosed(kept);
  await arrived;
  const closed = app.close();
  goOn();
  await closed;
  expect(await answer).toMatch(/^HTTP\/1\.1 200 [\s\S]*"done":true/);
});

test('a server that stops cuts off what does not arrive in time', async () => {
  const url = await serve({ drainMs: 50 });
  const arrived = new Promise((resolve) => app.server.once('request', resolve));
  const ended = untilClosed(await begin(url, HALF_A_BODY));
  await arrived;
  await app.close();
  expect(await ended).toBe('');
});

function connectionsOf({ server }: App): Promise<number> {
  return new Promise((resolve, reject) =>
    server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
  );
}
