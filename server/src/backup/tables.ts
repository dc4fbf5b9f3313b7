import { type Db, KEPT_TOGETHER } from '../platform/index.ts';

/** A table as a backup has it. */
export interface Table {
  readonly name: string;
  /** The one with the account first; those that PostgreSQL computes left out. */
  readonly columns: readonly string[];
}

/** What an account's own row is called by; everywhere else it is `account_id`. */
const ID_OF_ACCOUNTS = 'id';

/** What stays out: the migrations, which are made anew, and who works or writes just now. */
const LEFT_OUT = ['migrations', 'effect_workers', 'client_writes'];

/** All tables with data of accounts, each behind those that its foreign keys lead to, also where those are not held. Throws for one that says not whose its rows are. */
export async function tablesOf(db: Db): Promise<Table[]> {
  const rows = (await db`
    select class.relname as name,
           (select array_agg(attname::text order by attnum) from pg_attribute
            where attrelid = class.oid and attnum > 0 and not attisdropped and attgenerated = '') as columns,
           array(select parent.relname::text from pg_constraint join pg_class parent on parent.oid = confrelid
                 where conrelid = class.oid and contype = 'f' and confrelid <> class.oid) as behind
    from pg_class class
    where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') and not relispartition
      and not relname = any(${LEFT_OUT})
    order by relname`) as unknown as (Table & { readonly behind: readonly string[] })[];
  const all = rows.map((table) => ({ ...table, behind: [...table.behind, ...leadsTo(table.name)] }));
  return inOrder(all).map(({ name, columns }) => ({ name, columns: accountFirst(name, columns) }));
}

/** What a cluster has no foreign keys for: from its first machine to accounts, and from all others to its first. */
function leadsTo(table: string): readonly string[] {
  if (table === 'accounts') return [];
  const isKept = (KEPT_TOGETHER as readonly string[]).includes(table);
  return ['accounts', ...(isKept ? [] : KEPT_TOGETHER)];
}

/** The column that says whose a row is. */
export function accountColumn(table: string): string {
  return table === 'accounts' ? ID_OF_ACCOUNTS : 'account_id';
}

function accountFirst(table: string, columns: readonly string[]): string[] {
  const first = accountColumn(table);
  if (!columns.includes(first)) throw new Error(`The table ${table} does not say whose its rows are.`);
  return [first, ...columns.filter((column) => column !== first)];
}

function inOrder<T extends { readonly name: string; readonly behind: readonly string[] }>(
  tables: readonly T[],
): T[] {
  const placed = new Map<string, T>();
  const place = (table: T) => {
    if (placed.has(table.name)) return;
    for (const before of tables.filter(({ name }) => table.behind.includes(name))) place(before);
    placed.set(table.name, table);
  };
  for (const table of tables) place(table);
  return [...placed.values()];
}

/** The last number of each sequence that has given one. */
export async function lastNumbers(db: Db): Promise<Readonly<Record<string, string>>> {
  const rows = await db`
    select sequencename::text as name, last_value::text as last from pg_sequences
    where schemaname = current_schema() and last_value is not null order by 1`;
  return Object.fromEntries(rows.map(({ name, last }) => [name, last as string]));
}

/** No sequence gives a number again that was given where the rows come from. */
export async function raiseNumbers(db: Db, numbers: Readonly<Record<string, string>>): Promise<void> {
  await db`
    select setval(given.name::regclass, greatest(given.last::bigint, known.last_value))
    from unnest(${Object.keys(numbers)}::text[], ${Object.values(numbers)}::text[]) as given (name, last)
    join pg_sequences known on known.schemaname = current_schema() and known.sequencename = given.name`;
}

/** The months that have partitions: `2026_11`. */
export async function monthsOf(db: Db): Promise<string[]> {
  const rows = await db`
    select distinct substring(child.relname from '\\d{4}_\\d{2}$') as month
    from pg_inherits join pg_class child on child.oid = inhrelid
    where child.relnamespace = current_schema()::regnamespace and child.relispartition and child.relkind = 'r'
      and child.relname ~ '_\\d{4}_\\d{2}$'
    order by 1`;
  return rows.map((row) => row['month'] as string);
}
