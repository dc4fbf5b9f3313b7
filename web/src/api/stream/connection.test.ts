import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Connection, type Heard, type StreamState } from './connection.ts';
import type { StreamEvent } from './events.ts';

/** A server that is played by the test: one try after the other, each to be answered. */
interface Try {
  readonly topics: readonly string[];
  readonly signal: AbortSignal;
  answer(status: number, body?: object): Promise<void>;
  /** Begins a stream. */
  open(): Promise<void>;
  say(event: string, data?: object): Promise<void>;
  end(): Promise<void>;
}

let tries: Try[];
let states: StreamState[];
let heard: Heard;
let hints: StreamEvent[];
let connection: Connection;

beforeEach(() => {
  vi.useFakeTimers();
  [tries, states, heard, hints] = [[], [], {}, []];
  connection = new Connection({
    ask: (topics, signal) =>
      new Promise((resolve, reject) => tries.push(tryOf(topics, signal, resolve, reject))),
    onHint: (event) => hints.push(event),
    onState: (state, next) => {
      states.push(state);
      heard = next;
    },
  });
});
afterEach(() => {
  connection.close();
  vi.useRealTimers();
});

function tryOf(
  topics: readonly string[],
  signal: AbortSignal,
  resolve: (response: Response) => void,
  reject: (error: unknown) => void,
): Try {
  let stream!: ReadableStreamDefaultController<Uint8Array>;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      stream = controller;
    },
  });
  signal.addEventListener('abort', () => {
    reject(signal.reason);
    stream.error(signal.reason);
  });
  // Streams pass on what they have in a few turns of the event loop.
  const passed = async () => {
    for (let n = 0; n < 20; n++) await vi.advanceTimersByTimeAsync(0);
  };
  const made: Try = {
    topics,
    signal,
    answer(status, answer = {}) {
      resolve(new Response(JSON.stringify(answer), { status }));
      return passed();
    },
    open() {
      resolve(new Response(body));
      return made.say('open', { topics });
    },
    say(event, data = {}) {
      stream.enqueue(new TextEncoder().encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`));
      return passed();
    },
    end() {
      stream.close();
      return passed();
    },
  };
  return made;
}

test('other topics are asked for beside the open stream, which is heard until they are there', async () => {
  connection.want(['flows']);
  await tries[0]!.open();
  const since = heard['flows'];
  await vi.advanceTimersByTimeAsync(5_000);
  connection.want(['flow:7', 'flows']);
  await tries[0]!.say('flow', { topic: 'flows' });
  expect([tries.length, hints.length, tries[0]!.signal.aborted]).toEqual([2, 1, false]);
  await tries[1]!.open();
  expect([tries[0]!.signal.aborted, heard['flows'], heard['flow:7']]).toEqual([true, since, since! + 5_000]);
  // Fewer are no reason for another.
  connection.want(['flows']);
  expect([tries.length, states]).toEqual([2, ['open', 'open']]);
});

test('a server that stops is looked for again, more and more patiently; what was heard has a gap then', async () => {
  connection.want(['flows']);
  await tries[0]!.open();
  await tries[0]!.say('end', { reason: 'SHUTTING_DOWN' });
  await tries[0]!.end();
  expect(states).toEqual(['open', 'cut']);
  let passed = 0;
  for (let failed = 1; failed <= 8; failed++) {
    const before = Date.now();
    while (tries.length === failed) await vi.advanceTimersByTimeAsync(50);
    expect(Date.now() - before).toBeLessThanOrEqual(30_100);
    passed = Date.now() - before;
    await tries[failed]!.answer(503);
  }
  expect(passed).toBeGreaterThan(10_000);
  connection.want(['flows']);
  await tries[9]!.open();
  expect([states.at(-1), heard['flows']]).toEqual(['open', Date.now()]);
});

test('a session that has ended is told, and nobody asks again until somebody wants something', async () => {
  connection.want(['flows']);
  await tries[0]!.open();
  await tries[0]!.say('end', { reason: 'NOT_ALLOWED' });
  await tries[0]!.end();
  await tries[1]!.answer(401);
  await vi.advanceTimersByTimeAsync(600_000);
  expect([states.at(-1), tries.length]).toEqual(['ended', 2]);
  connection.want(['flows']);
  expect([states.at(-1), tries.length]).toEqual(['closed', 3]);
});

test('what is refused is left out, and the rest is heard', async () => {
  connection.want(['flow:9', 'flows', 'mailbox']);
  await tries[0]!.answer(404, { context: { topic: ['flow:9'] } });
  await tries[1]!.answer(403, { context: { topic: ['mailbox'] } });
  await tries[2]!.open();
  expect([tries[2]!.topics, states]).toEqual([['flows'], ['open']]);
});

test.each([
  ['are too many of', (each: Try) => each.answer(429)],
  ['are kept back by something between', () => vi.advanceTimersByTimeAsync(10_500)],
])(
  'streams that %s are tried again, and what they would tell is asked for meanwhile',
  async (_what, fail) => {
    connection.want(['flows']);
    await fail(tries[0]!);
    expect(states).toEqual(['refused']);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(tries).toHaveLength(2);
  },
);

test('a stream that has fallen silent is lost, though nobody has said so', async () => {
  connection.want(['flows']);
  await tries[0]!.open();
  await vi.advanceTimersByTimeAsync(30_000);
  expect(states).toEqual(['open']);
  await vi.advanceTimersByTimeAsync(15_000);
  expect(states).toEqual(['open', 'cut']);
});

test('no more topics than a stream may have', async () => {
  connection.want(Array.from({ length: 60 }, (_, n) => `flow:${n}`));
  await tries[0]!.open();
  expect([tries[0]!.topics.length, tries.length]).toEqual([50, 1]);
});
