import { boundsOfMonth, type Db, LOCKS, monthOf, type Sql, type Tx } from '../platform/index.ts';
import { openArchive } from './open.ts';
import { ARCHIVE_SCHEMA, type ArchivedTable } from './tables.ts';

/** What a month is called in the schema of the archive until it is a part of it. */
export const DETACHED = '_detached';

/**
 * Takes a month out of its table and into the schema of the archive, in the transaction in hand, which has it locked. No row is read: that is left
 * to `adoptMonths`, so that the table is not held up. The archive has been opened.
 */
export async function detachMonth(tx: Tx, table: ArchivedTable, month: string): Promise<void> {
  await tx.unsafe(`alter table ${table} detach partition ${month}`);
  await tx.unsafe(`alter table ${month} rename to ${month}${DETACHED}`);
  await tx.unsafe(`alter table ${month}${DETACHED} set schema ${ARCHIVE_SCHEMA}`);
}

/**
 * Makes months of a table that have been taken out of it a part of the archive, those too that a process has left when it ended; rows of these
 * accounts, which keep nothing, are deleted. A month that has the same columns is attached as it is, unless rows of it have come before.
 */
export async function adoptMonths(sql: Sql, table: ArchivedTable, without: readonly string[]): Promise<void> {
  for (const detached of await detachedOf(sql, table))
    await sql.begin(async (tx) => {
      await tx`select pg_advisory_xact_lock(${LOCKS.ARCHIVE})`;
      if ((await detachedOf(tx, table)).includes(detached)) await adopt(tx, table, detached, without);
    });
}

async function adopt(
  tx: Tx,
  table: ArchivedTable,
  detached: string,
  without: readonly string[],
): Promise<void> {
  const source = `${ARCHIVE_SCHEMA}.${detached}`;
  const month = detached.slice(0, -DETACHED.length);
  const archive = await openArchive(tx, table);
  if (without.length > 0)
    await tx.unsafe(`delete from ${source} where account_id = any($1::bigint[])`, [without as string[]]);
  if (await fitsAsItIs(tx, table, source, month)) {
    for (const statement of await dropsOfIndexes(tx, source)) await tx.unsafe(statement);
    await tx.unsafe(`alter table ${source} rename to ${month}`);
    await tx.unsafe(
      `alter table ${ARCHIVE_SCHEMA}.${table} attach partition ${ARCHIVE_SCHEMA}.${month} ${boundsOfMonth(monthOf(month))}`,
    );
    return;
  }
  await openArchive(tx, table, [monthOf(month)]);
  const kept = (await columnsOf(tx, source)).map(({ name }) => name);
  const list = archive.columns.filter((name) => kept.includes(name)).join(', ');
  await tx.unsafe(
    `insert into ${ARCHIVE_SCHEMA}.${table} (${list}) select ${list} from ${source} on conflict do nothing`,
  );
  await tx.unsafe(`drop table ${source}`);
}

/** Whether the archive has no rows of the month yet, and the same columns. */
async function fitsAsItIs(tx: Tx, table: ArchivedTable, source: string, month: string): Promise<boolean> {
  const [there] = await tx`select to_regclass(${`${ARCHIVE_SCHEMA}.${month}`}) is not null as "is"`;
  if (there!['is']) return false;
  const said = (columns: readonly Column[]) =>
    columns
      .map(({ name, type }) => `${name} ${type}`)
      .toSorted()
      .join();
  return said(await columnsOf(tx, source)) === said(await columnsOf(tx, `${ARCHIVE_SCHEMA}.${table}`));
}

/** What nobody searches any longer; the archive has its own. */
async function dropsOfIndexes(tx: Tx, relation: string): Promise<string[]> {
  const rows = await tx`
    select coalesce(
      'alter table ' || indrelid::regclass || ' drop constraint ' || quote_ident(conname),
      'drop index ' || indexrelid::regclass
    ) as statement
    from pg_index left join pg_constraint on conindid = indexrelid and conrelid = indrelid and contype in ('p', 'u')
    where indrelid = ${relation}::regclass`;
  return rows.map((row) => row['statement'] as string);
}

async function detachedOf(db: Db, table: ArchivedTable): Promise<string[]> {
  const rows = await db`
    select relname::text as name from pg_class
    where relnamespace = to_regnamespace(${ARCHIVE_SCHEMA}) and relkind = 'r' and relname ~ ('^' || ${table}::text || '_\\d{4}_\\d{2}' || ${DETACHED}::text || '$')
    order by 1`;
  return rows.map((row) => row['name'] as string);
}

interface Column {
  readonly name: string;
  readonly type: string;
}

async function columnsOf(db: Db, relation: string): Promise<Column[]> {
  const rows = await db`
    select attname::text as name, format_type(atttypid, atttypmod) as type
    from pg_attribute where attrelid = ${relation}::regclass and attnum > 0 and not attisdropped`;
  return rows as unknown as Column[];
}
