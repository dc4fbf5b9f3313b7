import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLog } from '../platform/index.ts';
import { Loop, type LoopOptions, POLL_MS } from './loop.ts';

type Found = Awaited<ReturnType<LoopOptions['work']>>;

/** Rows that are due and in another's hands; rows that are not due yet; none at all. */
const REFUSED = { done: 0, nextInMs: 0 };
const NOTHING = { done: 0, nextInMs: null };

let loop: Loop;
let turns: number;
let found: Found | Error;

beforeEach(() => {
  vi.useFakeTimers();
  turns = 0;
  loop = new Loop({
    name: 'a lane',
    log: createLog('silent'),
    isDatabaseAway: () => false,
    work: async () => {
      turns++;
      if (found instanceof Error) throw found;
      return found;
    },
  });
});
afterEach(async () => {
  await loop.stop();
  vi.useRealTimers();
});

/** Turns within so many milliseconds. */
async function turnsIn(ms: number): Promise<number> {
  const before = turns;
  await vi.advanceTimersByTimeAsync(ms);
  return turns - before;
}

async function begin(first: Found | Error): Promise<void> {
  found = first;
  loop.start();
  await turnsIn(0);
  expect(turns).toBe(1);
}

test('with nothing to do it asks once in a poll interval, and at once when work arrives', async () => {
  await begin(NOTHING);
  expect(await turnsIn(POLL_MS - 1)).toBe(0);
  expect(await turnsIn(1)).toBe(1);
  loop.wakeUp();
  expect(await turnsIn(0)).toBe(1);
});

test('it sleeps until the next row falls due', async () => {
  await begin({ done: 0, nextInMs: 300 });
  expect(await turnsIn(299)).toBe(0);
  expect(await turnsIn(1)).toBe(1);
});

test('while what is due is in the hands of others it waits to be told, or for the poll', async () => {
  await begin(REFUSED);
  expect([await turnsIn(POLL_MS - 1), await turnsIn(1)]).toEqual([0, 1]);
  loop.wakeUp();
  expect(await turnsIn(0)).toBe(1);
});

test('it looks again at once when others let go, if it waits for that', async () => {
  await begin(REFUSED);
  await turnsIn(POLL_MS / 2);
  loop.lookAgain();
  expect(await turnsIn(0)).toBe(1);
  found = NOTHING;
  await turnsIn(POLL_MS);
  loop.lookAgain();
  expect(await turnsIn(POLL_MS / 2)).toBe(0);
});

test('when others let go while it asks, it asks once more', async () => {
  found = REFUSED;
  loop.start();
  loop.lookAgain();
  await turnsIn(0);
  expect(turns).toBe(2);
});

test('after an error it pauses, whoever lets go', async () => {
  await begin(new Error('broken'));
  loop.lookAgain();
  expect(await turnsIn(400)).toBe(0);
  expect(await turnsIn(100)).toBe(1);
});
