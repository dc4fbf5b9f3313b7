/** Tables are spread where the extension Citus is. Here it is one that only notes what it is asked, since no other is at hand. */
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DatabaseUnavailable, migrate, openDatabase, type Sql } from '../../src/platform/index.ts';
import { createEmptyDatabase, type TestDatabase } from '../support/database.ts';
import { makeScratchFolder } from '../support/scratch-folder.ts';

const RELEASE = `
  create operator === (leftarg = bigint, rightarg = bigint, function = int8eq);
  create table accounts (id bigint primary key);
  create table access_tokens (account_id bigint references accounts, id bigint, primary key (account_id, id));
  create table effect_workers (id uuid primary key);
  create table things (account_id bigint constraint of_account references accounts, id bigint, primary key (account_id, id));
  create table parts (account_id bigint, id bigint, constraint of_thing foreign key (account_id, id) references things on delete cascade);
  create table days (account_id bigint, at date) partition by range (at);
  create table days_1 partition of days for values from ('2026-01-01') to ('2026-01-02');
`;

let database: TestDatabase;
let folder: string;
let sql: Sql;

beforeEach(async () => {
  database = await createEmptyDatabase();
  folder = await makeScratchFolder('spread');
  await release('0001_foundation.sql', RELEASE);
});
afterEach(async () => {
  await sql.end();
  await database.drop();
  await rm(folder, { recursive: true });
});

const release = (file: string, text: string) => writeFile(path.join(folder, file), text);
const start = () => migrate(sql, pathToFileURL(`${folder}/`));

async function given(extension: string): Promise<void> {
  await database.sql.unsafe(`
    create schema notes;
    create table notes.asked (place serial, relation regclass, how text);
    create schema own;
    create view own.pg_extension as select ${extension}::name as extname;
    create view own.pg_dist_partition as select relation as logicalrelid from notes.asked where relation is not null;
    create function own.create_distributed_table(relation regclass, key text, colocate_with text) returns void language sql as
      $$ insert into notes.asked (relation, how) values (relation, 'by ' || key || ' with ' || colocate_with) $$;
    create function own.create_reference_table(relation regclass) returns void language sql as
      $$ insert into notes.asked (relation, how) values (relation, 'everywhere') $$;
    create function own.run_command_on_all_nodes(command text, out success boolean, out result text) returns setof record language sql as
      $$ insert into notes.asked (how) values (command) returning true, '' $$`);
  const name = 'database' in database.address ? database.address.database : '';
  await database.sql.unsafe(`alter database ${name} set search_path = own, pg_catalog, public`);
  sql = openDatabase(database.address, { connections: 1 });
}

const spread = async () =>
  (await sql`select relation::text, how from notes.asked where relation is not null order by place`).map(
    (row) => [row['relation'], row['how']].join(' '),
  );
const toldNodes = async () =>
  (await sql`select distinct how from notes.asked where relation is null`).map((row) => row['how'] as string);
const foreignKeys = async () =>
  (await sql`select conname as name from pg_constraint where contype = 'f' order by 1`).map(
    (row) => row['name'],
  );

test('without the extension nothing is spread', async () => {
  await given("'other'");
  await start();
  expect(await spread()).toEqual([]);
  expect(await foreignKeys()).toEqual(['access_tokens_account_id_fkey', 'of_account', 'of_thing']);
});

test('each with its account, secrets on the first node, holders of leases on all; once, and new tables when they come', async () => {
  await given("'citus'");
  await start();
  const first = [
    'accounts by id with none',
    'days by account_id with accounts',
    'effect_workers everywhere',
    'parts by account_id with accounts',
    'things by account_id with accounts',
  ];
  expect(await spread()).toEqual(first);
  for (const needed of [
    'create operator ===',
    'set enable_seqscan = off',
    'set jit = off',
    'set enable_memoize = off',
  ])
    expect((await toldNodes()).filter((command) => command.includes(needed))).toHaveLength(1);
  // What leads from one node to another cannot be held.
  expect(await foreignKeys()).toEqual(['of_account', 'of_thing']);
  await start();
  await release('0002_more.sql', 'create table more (account_id bigint);');
  await start();
  expect(await spread()).toEqual([...first, 'more by account_id with accounts']);
  expect(await foreignKeys()).toEqual(['of_account', 'of_thing']);
});

test('when one cannot be spread none is, and the next start goes on', async () => {
  await given("'citus'");
  await release('0002_wrong.sql', 'create table wrong (id bigint);');
  await sql.unsafe(`
    create or replace function own.create_reference_table(relation regclass) returns void language plpgsql as
      $$ begin raise 'too few nodes'; end $$`);
  await expect(start()).rejects.toThrow(
    'The tables could not be spread over the nodes of Citus: too few nodes.',
  );
  expect(await spread()).toEqual([]);
  expect(await foreignKeys()).toEqual(['access_tokens_account_id_fkey', 'of_account', 'of_thing']);
});

test('while a node is away nothing is spread, and that is a loss of the database, which a start waits for', async () => {
  await given("'citus'");
  const answered = (success: boolean, result: string) =>
    sql.unsafe(`
      create or replace function own.run_command_on_all_nodes(command text, out success boolean, out result text) returns setof record language sql as
        $$ select ${success}, '${result}' $$`);
  await answered(false, 'failed to connect to 127.0.0.1:5602');
  const starting = start();
  await expect(starting).rejects.toThrow(DatabaseUnavailable);
  await expect(starting).rejects.toThrow('A node of the cluster does not answer.');
  expect(await spread()).toEqual([]);
  await answered(false, 'permission denied');
  await expect(start()).rejects.toThrow(
    'The tables could not be spread over the nodes of Citus: A node of Citus refused what statements need there: permission denied.',
  );
  await answered(true, '');
  await start();
  expect(await spread()).toHaveLength(5);
});
