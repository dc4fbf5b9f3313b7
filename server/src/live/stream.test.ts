import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { until } from '../../test/support/until.ts';
import { ApiError, Hints, Wake } from '../platform/index.ts';
import { Stream, type StreamOptions } from './stream.ts';

const open: { close(): void }[] = [];
afterEach(() => {
  for (const each of open.splice(0)) each.close();
});

/** A stream over a real connection, and who reads it. */
async function streaming(more: Partial<StreamOptions> = {}) {
  const hints = new Hints(new Wake());
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const asked = once(server, 'request') as Promise<[IncomingMessage, ServerResponse]>;
  const request = get({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' });
  const [, raw] = await asked;
  const stream = new Stream(raw, {
    hints,
    accountId: '1',
    topics: ['flow:1'],
    isStillOpen: async () => undefined,
    now: () => 'now',
    ...more,
  });
  const [reader] = (await once(request, 'response')) as [IncomingMessage];
  open.push({
    close() {
      stream.end('SHUTTING_DOWN');
      hints.close();
      reader.destroy();
      server.closeAllConnections();
      server.close();
    },
  });
  return { hints, raw, reader };
}

const counts = (n: number, text = '') => ({
  topic: 'flow:1',
  kind: 'counts' as const,
  about: { flowId: String(n), text },
});

async function textUntil(reader: IncomingMessage, fits: RegExp): Promise<string> {
  let text = '';
  for await (const chunk of reader) {
    text += chunk;
    if (fits.test(text)) break;
  }
  return text;
}

test('tells of something once its reader would find it, and not after its end', async () => {
  const remembered: (() => void)[] = [];
  const remember = () => new Promise<void>((resolve) => remembered.push(resolve));
  const { hints, reader, raw } = await streaming({ remember });
  hints.tell('1', [counts(1, 'first')]);
  hints.tell('1', [counts(2, 'second')]);
  await until(() => remembered.length === 2);
  // In whichever order that comes about.
  remembered[1]!();
  expect(await textUntil(reader, /second/)).not.toContain('first');
  // Its reader has left.
  await until(() => !hints.isWatched('1'));
  const late = vi.spyOn(raw, 'write');
  remembered[0]!();
  await Promise.resolve();
  expect(late).not.toHaveBeenCalled();
});

test('is pinged, and ends once its caller may listen no longer', async () => {
  let mayListen = true;
  const { reader } = await streaming({
    pingMs: 20,
    async isStillOpen() {
      if (!mayListen) throw new ApiError({ status: 401, category: 'X', message: 'The session has ended.' });
    },
  });
  let text = '';
  reader.on('data', (chunk) => {
    text += chunk;
    if (text.includes(': ping')) mayListen = false;
  });
  await once(reader, 'end');
  expect(text).toContain(': ping\n\n');
  expect(text.endsWith('event: end\ndata: {"reason":"NOT_ALLOWED"}\n\n')).toBe(true);
});

test('hints of one thing wait for each other, and the latest is told', async () => {
  const { hints, reader } = await streaming();
  const told = textUntil(reader, /"text":"latest"/);
  for (let n = 0; n < 50; n++) hints.tell('1', [counts(1, `${n}`)]);
  hints.tell('1', [counts(1, 'latest')]);
  expect((await told).match(/event: counts/g)).toHaveLength(1);
});

test('a reader who takes nothing holds a bounded number of hints, is told that some are lost, or is let go', async () => {
  const { hints, raw, reader } = await streaming({ pingMs: 50 });
  reader.pause();
  const filler = 'x'.repeat(2_000);
  let n = 0;
  // What the system's buffers take is taken; then it stands.
  const filling = setInterval(() => {
    for (let each = 0; each < 900; each++) hints.tell('1', [counts(n++, filler)]);
  }, 20);
  await once(raw, 'close');
  clearInterval(filling);
  expect(raw.destroyed).toBe(true);
  expect(hints.isWatched('1')).toBe(false);
}, 60_000);

test('hints that nobody hears are not kept', () => {
  const hints = new Hints(new Wake());
  hints.tell('1', [counts(1)]);
  expect(hints.isWatched('1')).toBe(false);
  hints.close();
});
