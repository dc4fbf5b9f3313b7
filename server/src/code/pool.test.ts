import { expect, it } from 'vitest';
import { Pool } from './pool.ts';
import type { CodeProcess } from './process.ts';

/** As much of a process as the pool knows of it. */
function processOf(): CodeProcess {
  const gone = Promise.withResolvers<void>();
  const end = () => gone.resolve();
  return {
    isUsable: true,
    failure: null,
    gone: gone.promise,
    kill: end,
    giveUp: end,
  } as unknown as CodeProcess;
}

const owner = (group: string, accountId = '1') => ({ accountId, group });

/** Asks for places, and counts those that are given at once. */
async function taken(pool: Pool, times: number, group: string, accountId?: string): Promise<number> {
  let count = 0;
  for (let each = 0; each < times; each++)
    void pool.take(owner(group, accountId), `${accountId}/${group}`, processOf).then((place) => {
      if (place) count++;
    });
  await new Promise(setImmediate);
  return count;
}

it('gives an action half of the places, the next one half of the rest, and so on', async () => {
  const pool = new Pool(8);
  expect(await taken(pool, 20, 'a')).toBe(4);
  expect(await taken(pool, 20, 'b')).toBe(2);
  expect(await taken(pool, 20, 'c')).toBe(1);
  expect(pool.load).toEqual({ busy: 7, idle: 0, waiting: 53 });
});

it('keeps a place for an account that has none, however many actions another has', async () => {
  const pool = new Pool(8);
  let count = 0;
  for (let action = 0; action < 20; action++) count += await taken(pool, 3, `a${action}`);
  expect(count).toBe(7);
  expect(await taken(pool, 3, 'b', '2')).toBe(1);
});

it('serves who has least first, and among equals who came first', async () => {
  const pool = new Pool(4);
  const order: string[] = [];
  const ask = async (group: string) => {
    const place = await pool.take(owner(group), null, processOf);
    order.push(group);
    return place!;
  };
  const a = [await ask('a'), await ask('a')];
  const b = await ask('b');
  // One place is left for who has none, of another account.
  for (const group of ['a', 'b', 'd', 'c', 'd']) void ask(group);
  await new Promise(setImmediate);
  expect(order).toEqual(['a', 'a', 'b']);
  for (const place of [...a, b]) {
    pool.give(place, null);
    await new Promise(setImmediate);
  }
  // By the second turn a has none any more.
  expect(order.slice(3)).toEqual(['d', 'a', 'b']);
});

it('ends the process that has been idle longest for who needs a place, and reuses the warm ones', async () => {
  const ended: string[] = [];
  const names = new Map<CodeProcess, string>();
  const pool = new Pool(2, (process, by) => ended.push(`${names.get(process)} ${by}`));
  const start = (name: string) => () => {
    const process = processOf();
    names.set(process, name);
    return process;
  };
  for (const name of ['a', 'b']) {
    const place = await pool.take(owner(name), name, start(name));
    pool.give(place!, name);
  }
  const again = await pool.take(owner('b'), 'b', start('new b'));
  expect(names.get(again!.process)).toBe('b');
  const other = await pool.take(owner('c', '2'), 'c', start('c'));
  expect([names.get(other!.process), ended]).toEqual(['c', ['a room']]);
  pool.give(other!, 'c');
  await pool.close();
  expect(ended).toContain('c stop');
});

it('answers nobody any more when it is closed', async () => {
  const pool = new Pool(1);
  await pool.take(owner('a'), null, processOf);
  const waiting = pool.take(owner('b'), null, processOf);
  await pool.close();
  expect([await waiting, await pool.take(owner('c'), null, processOf)]).toEqual([null, null]);
});
