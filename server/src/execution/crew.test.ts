import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLog } from '../platform/index.ts';
import { Crew, HELP_AFTER_MS } from './crew.ts';
import { Loop } from './loop.ts';

let crew: Crew;
/** The loops that look for work, in order; each look lasts until the test ends it. */
let looks: { readonly loop: number; readonly end: (done: number) => void }[];

beforeEach(async () => {
  vi.useFakeTimers();
  looks = [];
  crew = new Crew([loop(0), loop(1)]);
  for (const each of crew.loops) each.start();
  await endAll(0);
  looks = [];
});
afterEach(async () => {
  const stopped = crew.stop();
  await endAll(0);
  await stopped;
  vi.useRealTimers();
});

function loop(number: number): Loop {
  return new Loop({
    name: 'a lane',
    log: createLog('silent'),
    isDatabaseAway: () => false,
    async work() {
      const { promise, resolve } = Promise.withResolvers<number>();
      looks.push({ loop: number, end: resolve });
      return { done: await promise, nextInMs: null };
    },
  });
}

async function endAll(done: number): Promise<void> {
  for (const { end } of looks) end(done);
  await vi.advanceTimersByTimeAsync(0);
}

async function call(): Promise<void> {
  crew.call();
  await vi.advanceTimersByTimeAsync(0);
}

test('while all sleep, one is woken for what arrives', async () => {
  await call();
  expect(looks.map((each) => each.loop)).toEqual([0]);
});

test('what arrives while one is at work is its next look, once it is done', async () => {
  await call();
  await call();
  await call();
  expect(looks).toHaveLength(1);
  await endAll(0);
  expect(looks.map((each) => each.loop)).toEqual([0, 0]);
  await vi.advanceTimersByTimeAsync(HELP_AFTER_MS);
  expect(looks).toHaveLength(2);
});

test('when that one takes long, another is woken', async () => {
  await call();
  await call();
  await vi.advanceTimersByTimeAsync(HELP_AFTER_MS - 1);
  expect(looks).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(looks.map((each) => each.loop)).toEqual([0, 1]);
});

test('there may be more than one can do', async () => {
  await call();
  crew.callOneMore();
  await vi.advanceTimersByTimeAsync(0);
  expect(looks.map((each) => each.loop)).toEqual([0, 1]);
});
