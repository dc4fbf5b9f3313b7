import type { EpochMillis } from '@millrace/core/time';
import { boundsOfMonth, codeOf, type Db, LOCKS, monthName } from '../platform/index.ts';
import { ARCHIVE_SCHEMA, type ArchivedTable, erasedBy, shapeOf } from './tables.ts';

/** The archive of a table, made ready for its rows. */
export interface Archive {
  readonly table: ArchivedTable;
  /** The columns of the table, all of which the archive has. */
  readonly columns: readonly string[];
}

/** The archive cannot be made here; the message says why, and what helps. */
export class ArchiveRefused extends Error {}

interface State {
  readonly hasSchema: boolean;
  readonly isSpread: boolean;
  /** Of the table; `type` as PostgreSQL writes it. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** Of its archive; null while there is none. */
  readonly archived: readonly string[] | null;
  readonly months: readonly string[];
}

/**
 * Makes sure that the archive of a table is there, has all its columns, and has the months of these instants. One statement when nothing is missing.
 * Throws `ArchiveRefused`.
 */
export async function openArchive(
  tx: Db,
  table: ArchivedTable,
  instants: readonly EpochMillis[] = [],
): Promise<Archive> {
  const wanted = [...new Map(instants.map((at) => [`${table}_${monthName(at)}`, at]))];
  const lacks = ({ archived, columns, months }: State) =>
    archived === null ||
    columns.some(({ name }) => !archived.includes(name)) ||
    wanted.some(([name]) => !months.includes(name));
  let state = await stateOf(tx, table);
  if (lacks(state)) {
    if (state.isSpread)
      throw new ArchiveRefused(
        'there is no archive where accounts are spread over machines: dump what is old yourself, or let it be deleted',
      );
    await tx`select pg_advisory_xact_lock(${LOCKS.ARCHIVE})`;
    state = await stateOf(tx, table);
    for (const statement of statementsFor(table, state, wanted)) await define(tx, statement);
  }
  return { table, columns: state.columns.map(({ name }) => name) };
}

async function stateOf(tx: Db, table: ArchivedTable): Promise<State> {
  // Of the catalogues by this statement's own snapshot: what is known by names may be as old as the transaction.
  const [row] = await tx`
    select exists (select from pg_namespace where nspname = ${ARCHIVE_SCHEMA}) as "hasSchema",
           exists (select from pg_extension where extname = 'citus') as "isSpread",
           (select jsonb_agg(jsonb_build_object('name', attname, 'type', format_type(atttypid, atttypmod)) order by attnum)
            from pg_attribute where attrelid = ${table}::regclass and attnum > 0 and not attisdropped) as columns,
           (select array_agg(attname::text) from pg_attribute where attrelid = archive.oid and attnum > 0 and not attisdropped) as archived,
           array(select child.relname::text from pg_inherits join pg_class child on child.oid = inhrelid where inhparent = archive.oid) as months
    from (select) as one left join (
      select pg_class.oid from pg_class join pg_namespace on pg_namespace.oid = relnamespace where nspname = ${ARCHIVE_SCHEMA} and relname = ${table}
    ) as archive on true`;
  return row as unknown as State;
}

function* statementsFor(
  table: ArchivedTable,
  { hasSchema, columns, archived, months }: State,
  wanted: readonly (readonly [name: string, at: EpochMillis])[],
): Generator<string> {
  const archive = `${ARCHIVE_SCHEMA}.${table}`;
  const { key, instant } = shapeOf(table);
  const unique = [...key, instant];
  if (!hasSchema) yield `create schema ${ARCHIVE_SCHEMA}`;
  if (archived === null) {
    yield `create table ${archive} (${columns.map(({ name, type }) => `${name} ${type}`).join(', ')}, unique (${unique.join(', ')})) partition by range (${instant})`;
    for (const [, { expression }] of erasedBy(table))
      if (expression !== key[1]) yield `create index on ${archive} (account_id, ${expression})`;
  }
  for (const { name, type } of columns)
    if (archived !== null && !archived.includes(name))
      yield `alter table ${archive} add column ${name} ${type}`;
  for (const [name, at] of wanted)
    if (!months.includes(name))
      yield `create table ${ARCHIVE_SCHEMA}.${name} partition of ${archive} ${boundsOfMonth(at)}`;
}

const MAY_NOT = '42501';

async function define(tx: Db, statement: string): Promise<void> {
  try {
    await tx.unsafe(statement);
  } catch (error) {
    if (codeOf(error) !== MAY_NOT) throw error;
    throw new ArchiveRefused(
      `the user of the database may not make the schema ${ARCHIVE_SCHEMA} or its tables: let its owner run "create schema ${ARCHIVE_SCHEMA} authorization" for that user`,
      { cause: error },
    );
  }
}
