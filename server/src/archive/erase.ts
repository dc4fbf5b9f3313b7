import { type Db, type Fragment, LOCKS, type Sql, type Tx } from '../platform/index.ts';
import { DETACHED } from './detach-month.ts';
import { ARCHIVE_SCHEMA, ARCHIVED, type ArchivedTable, type Erased, erasedBy } from './tables.ts';

/** So many are erased in one transaction. */
const ERASED_AT_ONCE = 1_000;

/**
 * Notes, in the transaction that erases them among the rest and after it has, whose rows in the archive go as well; nothing where there is no
 * archive. Somebody may be moving rows there just now, so they go a moment later, by whoever sweeps.
 */
export async function noteErased(
  tx: Tx,
  accountId: string,
  what: Erased,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await tx`
    insert into archive_erasures (account_id, what, id)
    select ${accountId}, ${what}, erased.id from unnest(${ids as string[]}::bigint[]) as erased (id)
    where exists (select from pg_namespace where nspname = ${ARCHIVE_SCHEMA})
    on conflict do nothing`;
}

/** The rows of an account of which something is left to erase in the archive: the `from` of a query. */
export function erasuresOf(db: Db, account: Fragment): Fragment {
  return db`from archive_erasures where account_id = ${account}`;
}

/** Deletes from the archive what is left of those who have been erased. Returns of how many, at most so many at once. */
export function eraseArchived(sql: Sql, accountId: string): Promise<number> {
  return sql.begin(async (tx) => {
    const noted = (await tx`
      select what, id from archive_erasures where account_id = ${accountId} order by what, id limit ${ERASED_AT_ONCE} for update skip locked`) as unknown as Noted[];
    if (noted.length === 0) return 0;
    await tx`select pg_advisory_xact_lock(${LOCKS.ARCHIVE})`;
    const erased = {
      RECORD: idsOf(noted, 'RECORD'),
      PASSAGE: idsOf(noted, 'PASSAGE'),
      EFFECT: idsOf(noted, 'EFFECT'),
    };
    const relations = await relationsOf(tx);
    for (const table of Object.keys(ARCHIVED) as ArchivedTable[])
      for (const relation of relations.filter((name) => isOf(name, table))) {
        const gone = await eraseFrom(tx, accountId, table, relation, erased);
        if (table === 'effects') erased.EFFECT.push(...gone);
      }
    await tx`
      delete from archive_erasures using unnest(${noted.map(({ what }) => what)}::text[], ${noted.map(({ id }) => id)}::bigint[]) as done (what, id)
      where account_id = ${accountId} and archive_erasures.what = done.what and archive_erasures.id = done.id`;
    return noted.length;
  }) as Promise<number>;
}

interface Noted {
  readonly what: Erased;
  readonly id: string;
}

function idsOf(noted: readonly Noted[], what: Erased): string[] {
  return noted.filter((each) => each.what === what).map(({ id }) => id);
}

/** The tables of the archive, and months that are on their way into them. */
async function relationsOf(db: Db): Promise<string[]> {
  const rows = await db`
    select relname::text as name from pg_class
    where relnamespace = to_regnamespace(${ARCHIVE_SCHEMA}) and relkind in ('r', 'p') and not relispartition`;
  return rows.map((row) => row['name'] as string);
}

function isOf(relation: string, table: ArchivedTable): boolean {
  return new RegExp(`^${table}(_\\d{4}_\\d{2}${DETACHED})?$`).test(relation);
}

/** Returns the ids of effects. */
async function eraseFrom(
  tx: Tx,
  accountId: string,
  table: ArchivedTable,
  relation: string,
  erased: Readonly<Record<Erased, readonly string[]>>,
): Promise<string[]> {
  const gone: string[] = [];
  for (const [what, { expression, type }] of erasedBy(table)) {
    if (erased[what].length === 0) continue;
    const rows = await tx.unsafe(
      `delete from ${ARCHIVE_SCHEMA}.${relation} where account_id = $1 and ${expression} = any($2::${type}[])
       returning ${table === 'effects' ? 'id' : '1'}`,
      [accountId, erased[what] as string[]],
    );
    if (table === 'effects') gone.push(...rows.map((row) => row['id'] as string));
  }
  return gone;
}
