import { expect, test, vi } from 'vitest';
import type { Sql } from './database/index.ts';
import { Wake } from './wake.ts';

const LANE = { name: 'lane' };

test('a process hears of the work of others, and not again of its own', async () => {
  vi.useFakeTimers();
  const ears: ((payload: string) => void)[] = [];
  const database = Object.assign(
    // Who listens hears all, itself included.
    async (_: TemplateStringsArray, __: string, payload: string) => {
      for (const hear of ears) hear(payload);
    },
    { listen: async (_: string, heard: (payload: string) => void) => void ears.push(heard) },
  ) as unknown as Sql;
  const [one, other] = [new Wake(), new Wake()];
  const heard = { one: 0, other: 0 };
  one.on(LANE, () => heard.one++);
  other.on(LANE, () => heard.other++);
  for (const wake of [one, other]) await wake.connect(database);
  one.signal(LANE);
  expect(heard).toEqual({ one: 1, other: 0 });
  await vi.runAllTimersAsync();
  expect(heard).toEqual({ one: 1, other: 1 });
  // As a process of the release before says it.
  for (const hear of ears) hear(LANE.name);
  expect(heard).toEqual({ one: 2, other: 2 });
  vi.useRealTimers();
});
