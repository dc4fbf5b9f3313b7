import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../server/test/support/database.ts';
import { describeSchema, SCHEMA_FILE } from './generate/schema.ts';
import { ROOT } from './generate/write.ts';

/** PostgreSQL 15 names the table of each column of a view; later ones where there are several. */
async function printsOtherwise({ sql }: TestDatabase): Promise<boolean> {
  const [row] = await sql`select current_setting('server_version_num')::int as number`;
  return (row!['number'] as number) < 160_000;
}

test('what the migrations make is in server/schema.sql; else run "npm run generate" and commit it', async ({
  skip,
}) => {
  const database = await createTestDatabase();
  const { sql, drop } = database;
  try {
    skip(await printsOtherwise(database), 'PostgreSQL 15 prints views otherwise');
    expect(await describeSchema(sql)).toBe(await readFile(path.join(ROOT, SCHEMA_FILE), 'utf8'));
  } finally {
    await drop();
  }
});

test('it tells every table, column, constraint, index and view apart', async ({ skip }) => {
  const database = await createTestDatabase();
  const { sql, drop } = database;
  try {
    skip(await printsOtherwise(database), 'PostgreSQL 15 prints views otherwise');
    await sql.unsafe(`
      create table more (id bigint primary key generated always as identity, name text collate "C" default 'x', length int generated always as (1 + 1) stored);
      alter table more alter column name set storage external;
      alter table more add constraint named check (name <> '') not valid;
      create index more_by_name on more (name) where id > 7;
      alter table more set (fillfactor = 70);`);
    expect(await describeSchema(sql)).toContain(
      [
        'create table more (',
        '  id bigint not null generated always as identity,',
        `  name text storage external collate "C" default 'x'::text,`,
        '  length integer generated always as (1 + 1) stored,',
        '  constraint more_pkey PRIMARY KEY (id),',
        `  constraint named CHECK (name <> ''::text) NOT VALID`,
        ') with (fillfactor=70);',
        'CREATE INDEX more_by_name ON more USING btree (name) WHERE id > 7;',
      ].join('\n'),
    );
    await sql.unsafe(`
      create view first_seen as select 1 as one;
      create view also_seen as select one from first_seen;
      create function unseen() returns trigger language plpgsql as 'begin return null; end';
      create trigger unseen instead of delete on also_seen for each row execute function unseen()`);
    // One view reads another: they are told in the order in which they can be made.
    expect(await describeSchema(sql)).toContain(
      [
        'create view first_seen as',
        ' SELECT 1 AS one;',
        '',
        'create view also_seen as',
        ' SELECT one',
        '   FROM first_seen;',
        'CREATE TRIGGER unseen INSTEAD OF DELETE ON also_seen FOR EACH ROW EXECUTE FUNCTION unseen();',
      ].join('\n'),
    );
    await sql`create materialized view kept as select 1 as one`;
    await expect(describeSchema(sql)).rejects.toThrow('relation kept');
  } finally {
    await drop();
  }
});
