import { codeOf, DatabaseUnavailable, type ReservedSql } from '../database/index.ts';
import { makeOnAllNodes } from './spread-helpers.ts';

/**
 * Tables that no node but the first has: their keys say whose a secret is, before anybody knows the account; and the log that positions of writes are
 * of is its own.
 */
export const KEPT_TOGETHER = [
  'access_tokens',
  'apps',
  'client_writes',
  'migrations',
  'oauth_codes',
  'refresh_tokens',
  'sign_in_codes',
  'web_sessions',
] as const;

/** Tables that every node has whole. */
export const KEPT_EVERYWHERE = ['effect_workers'] as const;

/** What the accounts are spread by; all other tables go with them, by `account_id`. */
const FIRST = { table: 'accounts', column: 'id' };

/**
 * In a database with the extension Citus: spreads the tables that are not yet, each account's rows on one node; see "Citus" in docs/scaling.md. All
 * of them or none. In any other it does nothing. Throws for a user who may not do that, and DatabaseUnavailable while a node is away.
 */
export async function spreadAccounts(connection: ReservedSql): Promise<void> {
  const [extension] = await connection`select from pg_extension where extname = 'citus'`;
  if (!extension) return;
  try {
    await makeOnAllNodes(connection);
    const tables = await tablesToSpread(connection);
    if (tables.length > 0) await spreadAll(connection, tables);
  } catch (error) {
    if (error instanceof DatabaseUnavailable) throw error;
    const advice =
      codeOf(error) === MAY_NOT ? ' Start Millrace once with a user that is a superuser of every node.' : '';
    throw new Error(
      `The tables could not be spread over the nodes of Citus: ${(error as Error).message}.${advice}`,
      { cause: error },
    );
  }
}

/** PostgreSQL's code for a user who may not do it. */
const MAY_NOT = '42501';

async function spreadAll(connection: ReservedSql, tables: readonly string[]): Promise<void> {
  await connection.unsafe('begin');
  try {
    // One connection to each node: what is altered must be seen by what comes next.
    await connection.unsafe("set local citus.multi_shard_modify_mode = 'sequential'");
    const keys = await foreignKeysOf(connection, tables);
    for (const { table, name } of keys)
      await connection.unsafe(`alter table ${table} drop constraint ${name}`);
    for (const table of tables) await spread(connection, table);
    for (const { table, name, definition, leadsTogether } of keys)
      if (!leadsTogether)
        await connection.unsafe(`alter table ${table} add constraint ${name} ${definition}`);
    await connection.unsafe('commit');
  } catch (error) {
    await connection.unsafe('rollback');
    throw error;
  }
}

/** Those that are on no node but this one, `accounts` first. */
async function tablesToSpread(connection: ReservedSql): Promise<string[]> {
  const rows = await connection`
    select relname as name from pg_class
    where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') and not relispartition
      and relname <> all(${[...KEPT_TOGETHER]}::text[])
      and not exists (select from pg_dist_partition where logicalrelid = pg_class.oid)
    order by relname <> ${FIRST.table}, relname`;
  return rows.map((row) => row['name'] as string);
}

interface ForeignKey {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
  /** To or from a table that only the first node has: it cannot be held over machines. */
  readonly leadsTogether: boolean;
}

/** From these tables or to them. */
async function foreignKeysOf(connection: ReservedSql, tables: readonly string[]): Promise<ForeignKey[]> {
  const rows = await connection`
    select own.relname as table, conname as name, pg_get_constraintdef(pg_constraint.oid) as definition,
           (own.relname = any(${[...KEPT_TOGETHER]}::text[])) <> (other.relname = any(${[...KEPT_TOGETHER]}::text[])) as "leadsTogether"
    from pg_constraint join pg_class own on own.oid = conrelid join pg_class other on other.oid = confrelid
    where contype = 'f' and own.relnamespace = current_schema()::regnamespace
      and (own.relname = any(${tables as string[]}::text[]) or other.relname = any(${tables as string[]}::text[]))
    order by 1, 2`;
  return rows as unknown as ForeignKey[];
}

async function spread(connection: ReservedSql, table: string): Promise<void> {
  if ((KEPT_EVERYWHERE as readonly string[]).includes(table))
    await connection`select create_reference_table(${table}::text::regclass)`;
  else if (table === FIRST.table)
    await connection`select create_distributed_table(${table}::text::regclass, ${FIRST.column}, colocate_with => 'none')`;
  else
    await connection`select create_distributed_table(${table}::text::regclass, 'account_id', colocate_with => ${FIRST.table})`;
}
