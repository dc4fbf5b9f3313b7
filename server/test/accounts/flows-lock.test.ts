import { afterAll, beforeAll, expect, test } from 'vitest';
import { keeperQueuesMs } from '../../src/accounts/account.ts';
import { asAccount, asFlowKeeper, ensureFirstAccount } from '../../src/accounts/index.ts';
import { REQUEST_LIMITS } from '../../src/platform/index.ts';
import { CHUNK_MS_MAX, CHUNK_STATEMENT_MS } from '../../src/triggers/chunks.ts';
import { somebodyWaits } from '../support/barriers.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let id: string;
beforeAll(async () => {
  database = await createTestDatabase();
  id = (await ensureFirstAccount(database.sql, 'token-of-the-first-account')).id;
});
afterAll(() => database.drop());

test('a write that waited for a flow save sees the version that it made', async () => {
  const begun = Promise.withResolvers<string>();
  const end = Promise.withResolvers<void>();
  const save = asFlowKeeper(database.sql, id, async (_, account) => {
    begun.resolve(account.flowsVersion);
    await end.promise;
  });
  const before = await begun.promise;
  const write = asAccount(database.sql, id, async (_, account) => account.flowsVersion);
  await somebodyWaits(database.sql);
  end.resolve();
  await save;
  expect(await write).toBe(String(Number(before) + 1));
});

test('a flow save waits for the writes in hand', async () => {
  const begun = Promise.withResolvers<void>();
  const end = Promise.withResolvers<void>();
  const order: string[] = [];
  const write = asAccount(database.sql, id, async () => {
    begun.resolve();
    await end.promise;
    order.push('write');
  });
  await begun.promise;
  const save = asFlowKeeper(database.sql, id, async () => order.push('save'));
  await somebodyWaits(database.sql);
  end.resolve();
  await Promise.all([write, save]);
  expect(order).toEqual(['write', 'save']);
});

test('a flow save comes to stand in line for longer than a chunk of a sweep, and never for as long as a write waits', () => {
  const turns = Array.from({ length: 40 }, (_, index) => keeperQueuesMs(index + 1));
  expect(turns.slice(0, 12)).toEqual([300, 300, 300, 1_500, 300, 300, 300, 3_000, 300, 300, 300, 6_000]);
  expect(Math.max(...turns)).toBeGreaterThan(CHUNK_STATEMENT_MS + CHUNK_MS_MAX);
  expect(Math.max(...turns)).toBeLessThan(REQUEST_LIMITS.lockMs);
});

test('a save that fails has not been', async () => {
  const version = () => asAccount(database.sql, id, async (_, account) => account.flowsVersion);
  const before = await version();
  const failing = asFlowKeeper(database.sql, id, () => Promise.reject(new Error('no')));
  await expect(failing).rejects.toThrow('no');
  expect(await version()).toBe(before);
});
