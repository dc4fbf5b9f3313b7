import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createEmptyDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { insertRows } from './index.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createEmptyDatabase();
  await database.sql.unsafe(`
    create type mood as enum ('GOOD', 'BAD');
    create table rows (account bigint, id bigint primary key, name text, body jsonb, at timestamptz, mood mood, number integer default 7)`);
});
afterAll(() => database.drop());
beforeEach(() => database.sql`truncate rows`);

/** What has a meaning of its own in one of the forms in which values travel. */
const NASTY = [
  '',
  'a\tb',
  'a\nb',
  'a\r\nb',
  '\\N',
  '\\.',
  '\\',
  'NULL',
  '{a,"b"}',
  "it's",
  '"',
  'é 🙂',
  '\u0001',
];

const insert = (count: number, from = 0) => {
  const each = <T>(of: (n: number) => T) => Array.from({ length: count }, (_, n) => of(from + n));
  return database.sql.begin((tx) =>
    insertRows(tx, 'rows', [
      { name: 'account', type: 'bigint', values: '12' },
      { name: 'id', type: 'bigint', values: each(String) },
      { name: 'name', type: 'text', values: each((n) => (n % 14 === 13 ? null : NASTY[n % 14]!)) },
      {
        name: 'body',
        type: 'jsonb',
        values: each((n) => JSON.stringify({ [NASTY[n % 13]!]: NASTY[n % 13] })),
      },
      { name: 'at', type: 'timestamptz', values: each((n) => 1_700_000_000_123 + Math.floor(n / 3)) },
      { name: 'mood', type: 'mood', values: each((n) => (n % 2 ? 'BAD' : 'GOOD')) },
    ]),
  );
};

test.each([1, 30, 500])('%i rows are there as they were given', async (count) => {
  await insert(count);
  const rows = await database.sql`select * from rows order by id`;
  expect(rows).toEqual(
    Array.from({ length: count }, (_, n) => ({
      account: '12',
      id: String(n),
      name: n % 14 === 13 ? null : NASTY[n % 14],
      body: { [NASTY[n % 13]!]: NASTY[n % 13] },
      at: 1_700_000_000_123 + Math.floor(n / 3),
      mood: n % 2 ? 'BAD' : 'GOOD',
      number: 7,
    })),
  );
});

test.each([2, 500])(
  'of %i rows none is there when one cannot be, and what was asked meanwhile is answered',
  async (count) => {
    await insert(1, count - 1);
    await expect(insert(count)).rejects.toMatchObject({ code: '23505' });
    expect(await database.sql`select count(*)::int as count from rows`).toEqual([{ count: 1 }]);
  },
);

test('statements that are asked beside many rows wait for them, and are answered in order', async () => {
  const ids = Array.from({ length: 2_000 }, (_, n) => String(n));
  const counts = await database.sql.begin((tx) =>
    Promise.all([
      tx`select count(*)::int as count from rows`.execute(),
      insertRows(tx, 'rows', [{ name: 'id', type: 'bigint', values: ids }]),
      tx`select count(*)::int as count from rows`.execute(),
      insertRows(tx, 'rows', [
        { name: 'id', type: 'bigint', values: ids.map((id) => `1${id.padStart(5, '0')}`) },
      ]),
      tx`select count(*)::int as count from rows`.execute(),
    ]),
  );
  expect([counts[0], counts[2], counts[4]].map((rows) => rows![0]!['count'])).toEqual([0, 2_000, 4_000]);
});

test('columns of unlike length, and values that are undefined, are mistakes that are told before anything is sent', async () => {
  const some = (names: string[]) =>
    database.sql.begin((tx) =>
      insertRows(tx, 'rows', [
        { name: 'id', type: 'bigint', values: Array.from({ length: 60 }, (_, n) => String(n)) },
        { name: 'name', type: 'text', values: names },
      ]),
    );
  await expect(some(['a'])).rejects.toThrow('as many values as each other, not 60,1');
  await expect(some(Array.from({ length: 60 }, () => undefined as never))).rejects.toThrow(
    'must not be undefined',
  );
});
