import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { DatabaseUnavailable } from '../platform/index.ts';
import type { Store, Unit } from './store.ts';
import { together } from './together.ts';

afterEach(() => {
  vi.useRealTimers();
});

/** Does orders, and tells which were done in one transaction; each transaction takes until it is let end. */
function doing(end: (orders: readonly string[]) => Promise<void> = async () => undefined) {
  const shared: (readonly string[])[] = [];
  const alone: string[] = [];
  const store = {
    write: async <T>(_account: string, work: (unit: Unit) => Promise<T>): Promise<T> => {
      const result = await work({} as Unit);
      await end(shared.at(-1)!);
      return result;
    },
  } as unknown as Store;
  const order = together<string, string>(store, {
    alone: async (text) => {
      alone.push(text);
      if (text.startsWith('bad')) throw new Error(`${text} is refused.`);
      await end([text]);
      return `${text} alone`;
    },
    together: async (_unit, orders) => {
      shared.push(orders);
      if (orders.includes('poison')) throw new Error('The database refuses it.');
      return orders.map((text) => (text.startsWith('bad') ? undefined : `${text} together`));
    },
  });
  return { shared, alone, ask: (text: string, account = '1') => order(account, 'kind', text) };
}

describe('orders that come together', () => {
  it('share a transaction, those of another account another; who comes first is done by himself', async () => {
    const { shared, alone, ask } = doing();
    expect(await ask('first')).toBe('first alone');
    const answers = [ask('a'), ask('b'), ask('c', '2'), ask('d', '2')];
    expect(await Promise.all(answers)).toEqual(['a together', 'b together', 'c together', 'd together']);
    expect({ shared: shared.toSorted(), alone }).toEqual({
      shared: [
        ['a', 'b'],
        ['c', 'd'],
      ],
      alone: ['first'],
    });
  });

  it('share the next one with those that come while others are written, at most fifty', async () => {
    const ends = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let begun = 0;
    const { shared, alone, ask } = doing(() => ends[begun++]?.promise ?? Promise.resolve());
    const first = ask('first');
    await turn();
    const later = Array.from({ length: 60 }, (_, number) => ask(`later ${number}`));
    await turn();
    expect({ shared, alone }).toEqual({ shared: [], alone: ['first'] });
    for (const { resolve } of ends) resolve();
    await Promise.all([first, ...later]);
    expect(shared.map((orders) => orders.length)).toEqual([50, 10]);
  });

  it('are each refused by themselves, or done alone when the database refuses them all', async () => {
    const { shared, alone, ask } = doing();
    const refused = await Promise.allSettled([ask('a'), ask('bad'), ask('b')]);
    expect(refused.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(alone).toEqual(['bad']);
    expect(await Promise.all([ask('c'), ask('poison')])).toEqual(['c alone', 'poison alone']);
    expect(shared).toEqual([
      ['a', 'bad', 'b'],
      ['c', 'poison'],
    ]);
  });

  it('are never done again once nobody knows whether they were', async () => {
    const { alone, ask } = doing(async () => {
      throw new DatabaseUnavailable('gone');
    });
    const lost = await Promise.allSettled([ask('a'), ask('b'), ask('bad')]);
    expect(lost.map((each) => each.status === 'rejected' && each.reason.message)).toEqual([
      'gone',
      'gone',
      'gone',
    ]);
    expect(alone).toEqual([]);
  });

  it('do not wait for ever behind one that waits for somebody', async () => {
    vi.useFakeTimers({ toNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
    const stuck = Promise.withResolvers<void>();
    const { ask } = doing((orders) => (orders[0] === 'stuck' ? stuck.promise : Promise.resolve()));
    const first = ask('stuck');
    await turn();
    const later = [ask('a'), ask('b')];
    await turn();
    vi.advanceTimersByTime(50);
    expect(await Promise.all(later)).toEqual(['a together', 'b together']);
    stuck.resolve();
    expect(await first).toBe('stuck alone');
  });
});
