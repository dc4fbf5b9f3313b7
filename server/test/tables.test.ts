import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { KEPT_EVERYWHERE, KEPT_TOGETHER } from '../src/platform/migrations/spread.ts';
import { readSchema } from './support/known-schema.ts';
import { ROOT, sourcesBelow } from './support/sources.ts';
import { sqlIn, tablesIn } from './support/sql-in-source.ts';

/** SQL that names another folder's tables. The list may only shrink: an entry that is no longer needed fails, as does a new one. */
const EXCEPTIONS: readonly string[] = [];

const SOURCE = path.join(ROOT, 'server/src');
const MIGRATIONS = readdirSync(path.join(ROOT, 'server/migrations'))
  .toSorted()
  .map((file) => readFileSync(path.join(ROOT, 'server/migrations', file), 'utf8'))
  .join('\n');

/** The tables and views that the migrations make; PostgreSQL's own belong to everybody. */
const TABLES = [
  ...new Set(
    [
      ...MIGRATIONS.matchAll(
        /^(?:create (?:unlogged )?(?:table|view)|alter table [a-z_]+ rename to) ([a-z_]+)/gm,
      ),
    ].map((found) => found[1]!),
  ),
];

/** Sequences by the table whose ids they count. */
const SEQUENCES = new Map(
  TABLES.flatMap((table) =>
    [
      ...MIGRATIONS.matchAll(
        new RegExp(`^(?:create|alter) table ${table}\\b[^;]*?nextval\\('([a-z_]+)'\\)`, 'gm'),
      ),
    ].map((found) => [found[1]!, table]),
  ),
);

/** Which folder owns each table: it says so at its door. */
const OWNERS = new Map(
  readdirSync(SOURCE, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => {
      const door = readFileSync(path.join(SOURCE, name, 'index.ts'), 'utf8').replaceAll('\n * ', ' ');
      const owned = /Owns the tables? ([^.(]*)/.exec(door)?.[1] ?? '';
      return [...owned.matchAll(/`([a-z_]+)`/g)].map((found) => [found[1]!, name] as const);
    }),
);

const KNOWN = new Set([...TABLES, ...SEQUENCES.keys()]);

function foreignIn(file: string, folder: string): string[] {
  const named = new Set(sqlIn(readFileSync(file, 'utf8')).flatMap((sql) => tablesIn(sql, KNOWN)));
  return [...named]
    .filter((name) => OWNERS.get(SEQUENCES.get(name) ?? name) !== folder)
    .map((name) => `${path.relative(ROOT, file)}: ${name}`);
}

describe('tables', () => {
  test('each belongs to one folder, which says so at its door', () => {
    expect(TABLES.filter((table) => !OWNERS.has(table))).toEqual([]);
    expect([...OWNERS.keys()].filter((table) => table !== 'migrations' && !TABLES.includes(table))).toEqual(
      [],
    );
  });

  test("a folder's SQL names only its own", () => {
    const foreign = sourcesBelow(SOURCE).flatMap((file) =>
      foreignIn(file, path.relative(SOURCE, file).split(path.sep)[0]!),
    );
    expect(foreign.toSorted()).toEqual(EXCEPTIONS.toSorted());
  });

  test('each goes with its account where accounts are spread, or is said to stay', () => {
    const schema = readFileSync(path.join(ROOT, 'server/schema.sql'), 'utf8');
    const { accountColumns } = readSchema();
    const stay = new Set<string>([...KEPT_TOGETHER, ...KEPT_EVERYWHERE]);
    const tables = [
      ...schema.matchAll(/^create table (\w+) \(\n(.*?)(?=^create table|^create view)/gms),
    ].filter(([, name]) => !stay.has(name!));
    expect(tables.length).toBeGreaterThan(50);
    expect(tables.filter(([, name]) => !accountColumns.has(name!)).map(([, name]) => name)).toEqual([]);
    // A key that does not say whose it is cannot be unique over machines.
    const keys = tables.flatMap(([, name, text]) =>
      [...text!.matchAll(/(?:PRIMARY KEY|UNIQUE|UNIQUE INDEX .*) \((.*?)\)/g)].map(([, columns]) => [
        name,
        columns,
      ]),
    );
    expect(keys.filter(([name, columns]) => !columns!.startsWith(accountColumns.get(name!)!))).toEqual([]);
  });

  test('those that come have no foreign keys: Citus refuses one from a table that is not spread yet', () => {
    const later = readdirSync(path.join(ROOT, 'server/migrations')).filter((file) => file > '0113');
    const texts = later.map((file) => [
      file,
      readFileSync(path.join(ROOT, 'server/migrations', file), 'utf8'),
    ]);
    expect(texts.filter(([, text]) => /\breferences\b/i.test(text!)).map(([file]) => file)).toEqual([]);
  });

  test('core names none', () => {
    expect(sourcesBelow(path.join(ROOT, 'core')).flatMap((file) => foreignIn(file, 'core'))).toEqual([]);
  });

  test('the reading of sources finds names where SQL has them', () => {
    const found = (source: string) => sqlIn(source).flatMap((sql) => tablesIn(sql, KNOWN));
    expect(found('db`select 1 from records r join enrollments e on true`')).toEqual([
      'records',
      'enrollments',
    ]);
    expect(found("tx`with a as (delete from lists) insert into steps select nextval('list_ids')`")).toEqual([
      'lists',
      'steps',
      'list_ids',
    ]);
    expect(found('const part = `events e where e.account_id = 1`; /* `from lists` */')).toEqual(['events']);
    expect(found('const message = `no records from lists`; const pattern = /`from lists/;')).toEqual([]);
  });
});
