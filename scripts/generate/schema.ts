import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { migrate, openDatabase, type Sql, startEmbedded } from '../../server/src/platform/index.ts';
import { ROOT } from './write.ts';

/** The tables and all that is theirs, as the migrations leave them. */
export const SCHEMA_FILE = 'server/schema.sql';

/** The file as it should be; from a database made for it, unless its head says that it was made of just these migrations. */
export async function schemaFile(current: string): Promise<string> {
  const body = current.slice(current.indexOf('\n') + 1);
  return current === head(body) + body ? current : inScratchDatabase(describeSchema);
}

/** The first line: by the checksum it shows whether the rest is what these sources have made. */
function head(body: string): string {
  const migrations = globSync('server/migrations/*.sql', { cwd: ROOT }).sort();
  const sources = [...migrations, 'scripts/generate/schema.ts'];
  const hash = createHash('sha256').update(body);
  for (const source of sources)
    hash.update(`${source}\n${readFileSync(path.join(ROOT, source), 'utf8').replaceAll('\r\n', '\n')}`);
  return `-- What the migrations make. For reading; written by "npm run generate" (${hash.digest('hex').slice(0, 16)}).\n`;
}

async function inScratchDatabase(describe: (sql: Sql) => Promise<string>): Promise<string> {
  const folder = await mkdtemp(path.join('/tmp', 'millrace-schema-'));
  // As root the server runs as another account, which must be able to go there.
  await chmod(folder, 0o755);
  const server = await startEmbedded(folder, { settings: ['fsync=off'] });
  const sql = openDatabase(server.address, { connections: 1 });
  try {
    await migrate(sql);
    return await describe(sql);
  } finally {
    await sql.end();
    await server.stop();
    await rm(folder, { recursive: true });
  }
}

/** What is in the schema `public`, from the catalogue, in an order that hangs on nothing but names. */
export async function describeSchema(sql: Sql): Promise<string> {
  await refuseUnknown(sql);
  const lines = [await types(sql), await sequences(sql)].map((each) => each.join('\n'));
  const body = `\n${[...lines, ...(await functions(sql)), ...(await tables(sql)), ...(await views(sql))].join('\n\n')}\n`;
  return head(body) + body;
}

/** Kinds that nobody has taught this file yet: materialized views and their like, rules, policies, statistics, and types other than enums. */
async function refuseUnknown(sql: Sql): Promise<void> {
  const unknown = await sql`
    select 'relation ' || relname as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind not in ('r', 'p', 'v', 'S', 'i', 'I')
    union all
    select 'type ' || typname from pg_type
      where typnamespace = 'public'::regnamespace and typtype not in ('c', 'e') and typcategory <> 'A'
    union all select 'rule ' || rulename from pg_rewrite
      join pg_class on pg_class.oid = ev_class and relnamespace = 'public'::regnamespace
      where rulename <> '_RETURN'
    union all select 'policy ' || polname from pg_policy
    union all select 'statistics ' || stxname from pg_statistic_ext`;
  if (unknown.length > 0)
    throw new Error(
      `The schema has ${unknown.map((row) => row['name']).join(', ')}: teach it to ${SCHEMA_FILE}.`,
    );
}

async function types(sql: Sql): Promise<string[]> {
  const rows = await sql`
    select typname as name, string_agg(quote_literal(enumlabel), ', ' order by enumsortorder) as labels
    from pg_enum join pg_type on pg_type.oid = enumtypid
    group by typname order by typname`;
  return rows.map(({ name, labels }) => `create type ${name} as enum (${labels});`);
}

/** Those that are no column's own. */
async function sequences(sql: Sql): Promise<string[]> {
  const rows = await sql`
    select sequencename as name, data_type::text as type, start_value::text as start, increment_by::text as step
    from pg_sequences
    where schemaname = 'public' and not exists (
      select from pg_depend where objid = quote_ident(sequencename)::regclass and deptype = 'i' and refobjsubid > 0
    )
    order by sequencename`;
  return rows.map(
    ({ name, type, start, step }) =>
      `create sequence ${name} as ${type} start ${start}${step === '1' ? '' : ` increment ${step}`};`,
  );
}

/** Those of extensions come with these. */
async function functions(sql: Sql): Promise<string[]> {
  const rows = await sql`
    select pg_get_functiondef(oid) as text from pg_proc
    where pronamespace = 'public'::regnamespace and prokind in ('f', 'p')
      and not exists (select from pg_depend where objid = pg_proc.oid and deptype = 'e')
    order by proname, pg_get_function_identity_arguments(oid)`;
  return rows.map(({ text }) => `${String(text).trim().replaceAll('public.', '')};`);
}

/** Partitions are made as time goes on, and are like their table. */
async function tables(sql: Sql): Promise<string[]> {
  const rows = await sql`
    select oid, relname as name, relpersistence = 'u' as "isUnlogged", pg_get_partkeydef(oid) as partition, array_to_string(reloptions, ', ') as options
    from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
    order by relname`;
  const described: string[] = [];
  for (const { oid, name, isUnlogged, partition, options } of rows) {
    const lines = [...(await columns(sql, oid)), ...(await constraints(sql, oid))];
    const table =
      `create ${isUnlogged ? 'unlogged ' : ''}table ${name} (\n${lines.map((line) => `  ${line}`).join(',\n')}\n)` +
      `${partition ? ` partition by ${partition}` : ''}${options ? ` with (${options})` : ''};`;
    described.push([table, ...(await indexes(sql, oid)), ...(await triggers(sql, oid))].join('\n'));
  }
  return described;
}

/** In the order in which they were made, since one may read another. */
async function views(sql: Sql): Promise<string[]> {
  const rows = await sql`
    select oid, relname as name, pg_get_viewdef(oid, true) as text from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'v' order by oid`;
  const described: string[] = [];
  for (const { oid, name, text } of rows)
    described.push([`create view ${name} as\n${text}`, ...(await triggers(sql, oid))].join('\n'));
  return described;
}

async function columns(sql: Sql, table: unknown): Promise<string[]> {
  const rows = await sql`
    select quote_ident(attname) as name, format_type(atttypid, atttypmod) as type, attnotnull as "notNull", attidentity as identity,
           attgenerated as generated, pg_get_expr(adbin, adrelid, true) as value,
           case when attcollation <> typcollation then attcollation::regcollation::text end as collation,
           case when attstorage <> typstorage then
             case attstorage when 'p' then 'plain' when 'e' then 'external' when 'm' then 'main' else 'extended' end end as storage
    from pg_attribute
    join pg_type on pg_type.oid = atttypid
    left join pg_attrdef on adrelid = attrelid and adnum = attnum
    where attrelid = ${table} and attnum > 0 and not attisdropped
    order by attnum`;
  return rows.map(({ name, type, notNull, identity, generated, value, collation, storage }) =>
    [
      name,
      type,
      storage && `storage ${storage}`,
      collation && `collate ${collation}`,
      notNull && 'not null',
      identity && `generated ${identity === 'a' ? 'always' : 'by default'} as identity`,
      generated ? `generated always as (${value}) stored` : value !== null && `default ${value}`,
    ]
      .filter(Boolean)
      .join(' '),
  );
}

/** PostgreSQL 18 also has a constraint for each column that is not null. */
async function constraints(sql: Sql, table: unknown): Promise<string[]> {
  const rows = await sql`
    select conname as name, pg_get_constraintdef(oid, true) as text from pg_constraint
    where conrelid = ${table} and contype <> 'n'
    order by array_position('{p,u,x,f,c}'::"char"[], contype), conname`;
  return rows.map(({ name, text }) => `constraint ${name} ${text}`);
}

/** Those that no constraint has. */
async function indexes(sql: Sql, table: unknown): Promise<string[]> {
  const rows = await sql`
    select pg_get_indexdef(indexrelid, 0, true) as text, indisvalid as valid from pg_index
    where indrelid = ${table} and not exists (select from pg_constraint where conindid = indexrelid and conrelid = ${table})
    order by indexrelid::regclass::text`;
  return rows.map(({ text, valid }) => `${text};${valid ? '' : ' -- invalid'}`);
}

async function triggers(sql: Sql, table: unknown): Promise<string[]> {
  const rows = await sql`
    select pg_get_triggerdef(oid, true) as text from pg_trigger where tgrelid = ${table} and not tgisinternal order by tgname`;
  return rows.map(({ text }) => `${text};`);
}
