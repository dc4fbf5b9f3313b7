import type { EpochMillis } from '@millrace/core/time';
import type { AccountId } from '../accounts/index.ts';
import { detachMonth } from '../archive/index.ts';
import {
  boundsOfMonth,
  type Db,
  isDroppedByAnother,
  isHeldByAnother,
  LOCKS,
  monthName,
  monthOf,
  nextMonth,
  type Sql,
} from '../platform/index.ts';

/** The tables that are partitioned by month of their instant. */
const PARTITIONED = ['writes', 'events', 'turns', 'effect_attempts'] as const;

export type Partitioned = (typeof PARTITIONED)[number];

/** Months with known partitions, by pool. */
const known = new WeakMap<Sql, Set<string>>();

/** Raised where PostgreSQL finds no partition for a row. */
const FINDS_A_PARTITION = 'ExecFindPartition';

/** Whether a month was gone that was known to be there: no account had needed it any more, and one whose time is behind has come. Nothing is known then. */
export function isMonthGone(sql: Sql, error: unknown): boolean {
  if ((error as { readonly routine?: unknown } | null)?.routine !== FINDS_A_PARTITION) return false;
  known.delete(sql);
  return true;
}

/** Whether the partitions of an instant's month are known. */
export function hasPartitions(sql: Sql, at: EpochMillis): boolean {
  return known.get(sql)?.has(monthName(at)) ?? false;
}

/**
 * Makes sure that the month of an instant, and the next, have their partitions. Costs nothing when they are known.
 * Never while a transaction is in hand: it must not hold the lock that attaching takes, and when every connection of the
 * pool waited here for one more, none would come.
 */
export async function ensurePartitions(sql: Sql, at: EpochMillis): Promise<void> {
  const months = known.get(sql) ?? new Set();
  known.set(sql, months);
  if (hasPartitions(sql, at)) return;
  await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${LOCKS.PARTITIONS})`;
    for (const month of [at, nextMonth(at)]) {
      for (const table of PARTITIONED) await tx.unsafe(attachStatement(table, month));
    }
  });
  months.add(monthName(at));
}

/** A partition is dropped only if it can be had at once: what is under way is not held up. */
const DROPPING_WAITS_MS = 200;

/** Which months of a table may go: whatever they hold, or those that this says of. */
export type Droppable = 'any' | ((db: Db, partition: string) => Promise<boolean>);

/** A month that holds nothing any more. */
export async function isEmptyMonth(db: Db, partition: string): Promise<boolean> {
  const [row] = await db`select exists (select 1 from ${db.unsafe(partition)}) as holds`;
  return !row!['holds'];
}

/** A month of events none of which happened later than an instant, in any of these accounts. Rides events_by_time. */
export async function happenedBefore(
  db: Db,
  partition: string,
  accounts: readonly AccountId[],
  before: EpochMillis,
): Promise<boolean> {
  const [row] = await db`
    select exists (
      select 1 from unnest(${accounts as string[]}::bigint[]) as account (id) join ${db.unsafe(partition)} as event
      on event.account_id = account.id and occurred_at > '-infinity' and occurred_at >= ${before}::timestamptz
    ) as holds`;
  return !row!['holds'];
}

/** The months of a table that began before an instant, by the names of their partitions. */
export async function monthsBefore(db: Db, table: Partitioned, before: EpochMillis): Promise<string[]> {
  const rows = await db`
    select child.relname as name from pg_inherits join pg_class child on child.oid = inhrelid
    where inhparent = ${table}::regclass order by 1`;
  return rows.map((row) => row['name'] as string).filter((name) => monthOf(name) < before);
}

/** How a month goes: with all that it has, or into the archive, which is open. */
export interface Going {
  readonly droppable: Droppable;
  readonly isArchived: boolean;
}

/** Takes out the months of a table that ended before an instant, if they may go. Returns their names; what is in use stays until the next time. */
export async function dropMonthsBefore(
  sql: Sql,
  table: Partitioned,
  before: EpochMillis,
  going: Going,
): Promise<string[]> {
  const months = await monthsBefore(sql, table, before);
  const dropped: string[] = [];
  for (const name of months.filter((month) => nextMonth(monthOf(month)) <= before)) {
    try {
      if (await dropMonth(sql, table, name, going)) dropped.push(name);
    } catch (error) {
      if (!isHeldByAnother(error) && !isDroppedByAnother(error)) throw error;
    }
  }
  return dropped;
}

async function dropMonth(
  sql: Sql,
  table: Partitioned,
  name: string,
  { droppable, isArchived }: Going,
): Promise<boolean> {
  const mayGo = async (db: Db) => droppable === 'any' || (await droppable(db, name));
  // Asked without a lock first: a long look must hold up nobody.
  if (!(await mayGo(sql))) return false;
  return sql.begin(async (tx) => {
    await tx.unsafe(`set local lock_timeout = ${DROPPING_WAITS_MS}`);
    await tx.unsafe(`lock table ${name} in access exclusive mode`);
    if (!(await mayGo(tx))) return false;
    if (isArchived && !(await isEmptyMonth(tx, name))) await detachMonth(tx, table, name);
    else await tx.unsafe(`drop table ${name}`);
    return true;
  }) as Promise<boolean>;
}

/** Attaching a table that was made apart locks less than `create table … partition of`. */
function attachStatement(table: string, at: EpochMillis): string {
  const name = `${table}_${monthName(at)}`;
  return `
    do $$ begin
      if to_regclass('${name}') is null then
        create table ${name} (like ${table} including defaults including constraints) with (autovacuum_vacuum_insert_scale_factor = 0.5);
        if not exists (select from pg_constraint where conrelid = '${table}'::regclass and contype = 'p') then
          alter table ${name} replica identity full;
        end if;
        alter table ${table} attach partition ${name} ${boundsOfMonth(at)};
      end if;
    end $$`;
}
