import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrate, openDatabase } from '../../src/platform/index.ts';
import { createEmptyDatabase, type TestDatabase } from '../support/database.ts';
import { makeScratchFolder } from '../support/scratch-folder.ts';

const TABLE = { '0001_things.sql': 'create table things (id bigint primary key, name text);\n' };
const INDEX = {
  '0002_by_name.sql':
    '-- outside a transaction\n-- Things are found by their names.\ncreate unique index concurrently things_by_name on things (name);\n',
};

let database: TestDatabase;
let folder: string;
beforeEach(async () => {
  database = await createEmptyDatabase();
  folder = await makeScratchFolder('migrations');
});
afterEach(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

async function release(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [file, text] of Object.entries(files)) await writeFile(path.join(folder, file), text);
}

const start = (sql = database.sql) => migrate(sql, pathToFileURL(`${folder}/`));

/** Indexes of things, and whether each is whole. */
const indexes = async () => {
  const rows = await database.sql`
    select indexrelid::regclass::text as name, indisvalid as valid from pg_index
    where indrelid = 'things'::regclass order by 1`;
  return rows.map((row) => [row['name'], row['valid']]);
};

test('each file is applied once, in the order of the numbers', async () => {
  await release({ '0002_more.sql': 'alter table things add more text;', ...TABLE });
  expect(await start()).toEqual(['0001_things.sql', '0002_more.sql']);
  expect(await start()).toEqual([]);
});

test('a file that fails leaves nothing of itself, and is named', async () => {
  await release({ ...TABLE, '0002_wrong.sql': 'create table half (); create table things ();' });
  await expect(start()).rejects.toThrow('The migration 0002_wrong.sql failed: relation "things" already');
  await release({ '0002_wrong.sql': 'create table half (); -- and no more' });
  expect(await start()).toEqual(['0002_wrong.sql']);
});

test('a file that was edited after it had been applied is refused by its name, before anything else is done', async () => {
  await release(TABLE);
  await start();
  await release({
    '0001_things.sql': 'create table things (id text);',
    '0002_new.sql': 'create table new ();',
  });
  await expect(start()).rejects.toThrow(/ in 0001_things\.sql of server\/migrations: .*Put it back/);
  await release({ '0001_things.sql': TABLE['0001_things.sql'].replaceAll('\n', '\r\n') });
  expect(await start(), 'line ends are the matter of whoever checks the files out').toEqual(['0002_new.sql']);
});

test('what an earlier release has applied is taken as it is now, and held to that from then on', async () => {
  await release(TABLE);
  await database.sql.unsafe(`
    create table migrations (file text primary key, applied_at timestamptz not null default now());
    insert into migrations (file) values ('0001_things.sql')`);
  expect(await start()).toEqual([]);
  await release({ '0001_things.sql': 'create table things (id text);' });
  await expect(start()).rejects.toThrow('0001_things.sql');
});

test('a database of a newer release is refused', async () => {
  await release({ ...TABLE, ...INDEX });
  await start();
  await rm(path.join(folder, '0002_by_name.sql'));
  await expect(start()).rejects.toThrow('written by a newer release: it has 0002_by_name.sql, which');
});

test('an index whose making was interrupted is dropped and made again at the next start', async () => {
  await release(TABLE);
  await start();
  await database.sql`insert into things values (1, 'twice'), (2, 'twice')`;
  await release(INDEX);
  await expect(start()).rejects.toThrow(
    'The migration 0002_by_name.sql failed: could not create unique index',
  );
  expect(await indexes()).toEqual([
    ['things_by_name', false],
    ['things_pkey', true],
  ]);
  await database.sql`delete from things where id = 2`;
  expect(await start()).toEqual(['0002_by_name.sql']);
  expect(await indexes()).toEqual([
    ['things_by_name', true],
    ['things_pkey', true],
  ]);
});

test('what was done before an interruption is not done again', async () => {
  await release(TABLE);
  await start();
  await database.sql.unsafe('create index things_by_name on things (name)');
  await database.sql.unsafe('create index old on things (name)');
  const made = async () => (await database.sql`select 'things_by_name'::regclass::oid as id`)[0]!['id'];
  const before = await made();
  const text = `${INDEX['0002_by_name.sql']}drop index concurrently if exists old;\ndrop index concurrently if exists older;`;
  await release({ '0002_by_name.sql': text });
  expect(await start()).toEqual(['0002_by_name.sql']);
  expect(await made()).toBe(before);
  expect(await indexes()).toEqual([
    ['things_by_name', true],
    ['things_pkey', true],
  ]);
});

test('processes that start together apply each file once, also one that waits for all transactions', async () => {
  await release({ ...TABLE, ...INDEX });
  const others = Array.from({ length: 4 }, () => openDatabase(database.address, { connections: 1 }));
  const applied = await Promise.all(others.map((sql) => start(sql)));
  for (const sql of others) await sql.end();
  expect(applied.filter((files) => files.length > 0)).toEqual([['0001_things.sql', '0002_by_name.sql']]);
  expect(await indexes()).toContainEqual(['things_by_name', true]);
});

test('an index on each partition is made one by one, taken over by new ones, and gone on with after an interruption', async () => {
  const PARTITIONED = {
    '0001_days.sql': `create table days (id bigint, at date) partition by range (at);
      create table days_1 partition of days for values from ('2026-01-01') to ('2026-01-02');
      create table days_2 partition of days for values from ('2026-01-02') to ('2026-01-03');`,
  };
  await release(PARTITIONED);
  await start();
  await database.sql`insert into days values (1, '2026-01-01'), (1, '2026-01-02')`;
  // Left by a start that was killed: one is attached, of the other nothing is there yet.
  await database.sql.unsafe(`
    create index days_by_id on only days (id);
    create index days_by_id_days_1 on days_1 (id);
    alter index days_by_id attach partition days_by_id_days_1`);
  await release({
    '0002_by_id.sql':
      '-- outside a transaction\ncreate index concurrently days_by_id on each partition of days (id);',
  });
  expect(await start()).toEqual(['0002_by_id.sql']);
  await database.sql.unsafe(
    "create table days_3 partition of days for values from ('2026-01-03') to ('2026-01-04')",
  );
  const rows = await database.sql`
    select indrelid::regclass::text as of, indisvalid as valid from pg_index
    where indrelid::regclass::text like 'days%' order by 1`;
  expect(rows.map((row) => [row['of'], row['valid']])).toEqual([
    ['days', true],
    ['days_1', true],
    ['days_2', true],
    ['days_3', true],
  ]);
});

test('a function that holds the row type of a table, as an earlier release has made it, lets the table be altered', async () => {
  const held = {
    '0001_foundation.sql': `create table accounts (id bigint, clock_offset interval, clock_held_at timestamptz);
      create function account_now(account accounts) returns timestamptz language sql volatile
        return coalesce((account).clock_held_at, clock_timestamp() + (account).clock_offset);`,
  };
  await release(held);
  await start();
  await release({ '0002_more.sql': "alter table accounts add column stage text default 'lead';" });
  expect(await start()).toEqual(['0002_more.sql']);
  // PostgreSQL refuses it from 15.20 on; others show what it would refuse by.
  const holding = async () =>
    database.sql`select proname from pg_proc where prosqlbody is not null and pronamespace = 'public'::regnamespace`;
  expect(await holding()).toEqual([]);
  await database.sql`insert into accounts values (1, '0', '2026-01-01T00:00:00Z')`;
  const [row] = await database.sql`select account_now(accounts) as now from accounts`;
  expect(row!['now']).toBe(Date.UTC(2026, 0, 1));
});

test('outside a transaction only indexes are made and dropped', async () => {
  const text = `${INDEX['0002_by_name.sql']}update things set name = 'x';`;
  await release({ ...TABLE, '0002_by_name.sql': text });
  await expect(start()).rejects.toThrow(
    `The migration 0002_by_name.sql failed: "update things set name = 'x'" is neither "create index concurrently`,
  );
  expect(await indexes()).toEqual([['things_pkey', true]]);
});

test('a PostgreSQL that is too old is refused by its version, before anything is written', async () => {
  const { sql, address } = database;
  await sql.unsafe(`
    create schema old;
    create function old.current_setting(name text) returns text language sql as
      $$ select case name when 'server_version' then '14.9' when 'server_version_num' then '140009' end $$`);
  await sql`alter database ${sql('database' in address ? address.database : '')} set search_path = old, pg_catalog, public`;
  const there = openDatabase(address, { connections: 1 });
  try {
    await release(TABLE);
    await expect(start(there)).rejects.toThrow(
      'The database is PostgreSQL 14.9, which is too old. Upgrade it to PostgreSQL 15 or newer, or name another in MILLRACE_DATABASE_URL.',
    );
    expect(await there`select from pg_class where relnamespace = 'public'::regnamespace`).toHaveLength(0);
  } finally {
    await there.end();
  }
});
