import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DueAccount } from '../accounts/index.ts';
import { Agenda, ASKED_ALL_MS_MAX, SHARED_FOR_MS } from './agenda.ts';
import { POLL_MS } from './loop.ts';

let agenda: Agenda;
/** The rows that there are: by account, when the first falls due. */
let rows: Map<string, number>;
let asked: (readonly string[] | null)[];
/** What a question takes; a question about all sees the rows as they are when it begins. */
let tookMs: number;
let isAway = false;

beforeEach(() => {
  vi.useFakeTimers();
  rows = new Map();
  asked = [];
  tookMs = 0;
  agenda = new Agenda(async (among) => {
    if (isAway) throw new Error('away');
    asked.push(among);
    const found: DueAccount[] = [...rows]
      .filter(([account]) => among === null || among.includes(account))
      .map(([accountId, at]) => ({ accountId, inMs: at - performance.now() }));
    await vi.advanceTimersByTimeAsync(tookMs);
    return found;
  });
});
afterEach(() => void vi.useRealTimers());

test('all are asked about at first, then those that are told and those that fall due', async () => {
  rows
    .set('10', performance.now())
    .set('9', performance.now())
    .set('7', performance.now() + 300);
  const found = await agenda.look();
  expect(found).toEqual({ due: ['9', '10'], nextInMs: 300 });
  rows.delete('9');
  rows.delete('10');
  expect(await agenda.look()).toEqual({ due: [], nextInMs: 300 });
  expect(asked.splice(0)).toEqual([null, ['10', '9']]);
  expect((await agenda.look()).due).toEqual([]);
  expect(asked).toEqual([]);
  await vi.advanceTimersByTimeAsync(300);
  rows.set('8', performance.now());
  agenda.tell('8');
  expect((await agenda.look()).due).toEqual(['7', '8']);
  expect(asked.splice(0)).toEqual([['8', '7']]);
});

test('all are asked about again after a poll interval; the longer that takes, the more seldom; and whenever any may have work', async () => {
  const askedAllWithin = async (ms: number) => {
    asked = [];
    for (let at = 0; at < ms; at += POLL_MS / 4) {
      await agenda.look();
      await vi.advanceTimersByTimeAsync(POLL_MS / 4);
    }
    return asked.filter((among) => among === null).length;
  };
  expect(await askedAllWithin(10 * POLL_MS)).toBe(10);
  // Now and then one takes long, on a busy machine.
  tookMs = 500;
  await askedAllWithin(POLL_MS);
  tookMs = 0;
  await askedAllWithin(POLL_MS);
  expect(await askedAllWithin(10 * POLL_MS)).toBe(10);
  tookMs = 10;
  await askedAllWithin(10 * POLL_MS);
  expect(await askedAllWithin(20 * POLL_MS)).toBe(4);
  tookMs = 1_000;
  await askedAllWithin(40 * POLL_MS);
  expect(await askedAllWithin(3 * ASKED_ALL_MS_MAX)).toBe(3);
  agenda.tell(null);
  expect(await askedAllWithin(POLL_MS)).toBe(1);
});

test('who is told to have work while a question is under way is asked about again', async () => {
  await agenda.look();
  tookMs = 50;
  agenda.tell('1');
  const looking = agenda.look();
  rows.set('1', performance.now()).set('2', performance.now());
  agenda.tell('1');
  agenda.tell('2');
  await looking;
  expect((await agenda.look()).due).toEqual(['1', '2']);
});

test('an answer that comes late does not undo a later one', async () => {
  const answers: ((found: DueAccount[]) => void)[] = [];
  const slow = new Agenda(() => new Promise((resolve) => void answers.push(resolve)));
  const all = slow.look();
  slow.tell('1');
  const some = slow.look();
  answers[1]!([{ accountId: '1', inMs: -1 }]);
  expect((await some).due).toEqual(['1']);
  answers[0]!([{ accountId: '2', inMs: -1 }]);
  expect((await all).due).toEqual(['1', '2']);
});

test('what is told is not lost when the database does not answer', async () => {
  await agenda.look();
  rows.set('1', performance.now());
  agenda.tell('1');
  isAway = true;
  await expect(agenda.look()).rejects.toThrow('away');
  isAway = false;
  expect((await agenda.look()).due).toEqual(['1']);
});

test('it is shared as long as a second account has had work lately', async () => {
  rows.set('1', performance.now());
  for (let looked = 0; looked < 3; looked++) await agenda.look();
  expect(agenda.isShared).toBe(false);
  rows.delete('1');
  rows.set('2', performance.now());
  agenda.tell('2');
  await agenda.look();
  expect(agenda.isShared).toBe(true);
  await vi.advanceTimersByTimeAsync(SHARED_FOR_MS - 1);
  await agenda.look();
  expect(agenda.isShared).toBe(true);
  await vi.advanceTimersByTimeAsync(1);
  await agenda.look();
  expect(agenda.isShared).toBe(false);
  rows.set('1', performance.now());
  agenda.tell('1');
  await agenda.look();
  expect(agenda.isShared).toBe(true);
});
