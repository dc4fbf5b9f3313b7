import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createTestDatabase } from '../server/test/support/database.ts';
import { describeSchema, SCHEMA_FILE } from './generate/schema.ts';
import { ROOT } from './generate/write.ts';

test('what the migrations make is in server/schema.sql; else run "npm run generate" and commit it', async () => {
  const { sql, drop } = await createTestDatabase();
  try {
    expect(await describeSchema(sql)).toBe(await readFile(path.join(ROOT, SCHEMA_FILE), 'utf8'));
  } finally {
    await drop();
  }
});

test('it tells every table, column, constraint and index apart', async () => {
  const { sql, drop } = await createTestDatabase();
  try {
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
    await sql`create view seen as select 1 as one`;
    await expect(describeSchema(sql)).rejects.toThrow('relation seen');
  } finally {
    await drop();
  }
});
