import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { gathered } from './gather.ts';

it('loads together what is asked for in one turn or while a load is under way, each key once', async () => {
  const loads: { readonly keys: readonly string[]; readonly finish: () => void }[] = [];
  const read = gathered((keys: readonly string[]) => {
    const { promise, resolve } = Promise.withResolvers<ReadonlyMap<string, string>>();
    loads.push({
      keys,
      finish: () =>
        resolve(new Map(keys.filter((key) => key !== 'none').map((key) => [key, key.toUpperCase()]))),
    });
    return promise;
  });
  const first = [read('a'), read('c')];
  await turn();
  const later = [read('b'), read('a'), read('none'), read('b')];
  expect(loads.map(({ keys }) => keys)).toEqual([['a', 'c']]);
  loads[0]!.finish();
  expect(await Promise.all(first)).toEqual(['A', 'C']);
  await turn();
  expect(loads.slice(1).map(({ keys }) => keys)).toEqual([['b', 'a', 'none']]);
  loads[1]!.finish();
  expect(await Promise.all(later)).toEqual(['B', 'A', undefined, 'B']);
});

it('tells everyone who asked when a load fails, and goes on', async () => {
  let broken = true;
  const read = gathered(async (keys: readonly number[]) => {
    if (broken) throw new Error('no database');
    return new Map(keys.map((key) => [key, key]));
  });
  await expect(read(1)).rejects.toThrow('no database');
  broken = false;
  expect(await read(2)).toBe(2);
});
