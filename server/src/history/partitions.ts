import type { EpochMillis } from '@millrace/core/time';
import type { AccountId } from '../accounts/index.ts';
import { type Db, isDroppedByAnother, isHeldByAnother, LOCKS, type Sql } from '../platform/index.ts';

/** The tables that are partitioned by month of their instant. */
const PARTITIONED = ['writes', 'events', 'turns', 'effect_attempts'] as const;

/** Months with known partitions, by pool. */
const known = new WeakMap<Sql, Set<string>>();

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

/** Drops the months of a table that ended before an instant, if they may go. Returns their names; what is in use stays until the next time. */
export async function dropMonthsBefore(
  sql: Sql,
  table: (typeof PARTITIONED)[number],
  before: EpochMillis,
  droppable: Droppable,
): Promise<string[]> {
  const rows = await sql`
    select child.relname as name from pg_inherits join pg_class child on child.oid = inhrelid
    where inhparent = ${table}::regclass order by 1`;
  const old = rows.map((row) => row['name'] as string).filter((name) => nextMonth(monthOf(name)) <= before);
  const dropped: string[] = [];
  for (const name of old) {
    try {
      if (await dropMonth(sql, name, droppable)) dropped.push(name);
    } catch (error) {
      if (!isHeldByAnother(error) && !isDroppedByAnother(error)) throw error;
    }
  }
  return dropped;
}

async function dropMonth(sql: Sql, name: string, droppable: Droppable): Promise<boolean> {
  const mayGo = async (db: Db) => droppable === 'any' || (await droppable(db, name));
  // Asked without a lock first: a long look must hold up nobody.
  if (!(await mayGo(sql))) return false;
  return sql.begin(async (tx) => {
    await tx.unsafe(`set local lock_timeout = ${DROPPING_WAITS_MS}`);
    await tx.unsafe(`lock table ${name} in access exclusive mode`);
    if (!(await mayGo(tx))) return false;
    await tx.unsafe(`drop table ${name}`);
    return true;
  }) as Promise<boolean>;
}

/** The first instant of the month that a partition's name ends with. */
function monthOf(name: string): EpochMillis {
  const [year, month] = name.split('_').slice(-2).map(Number) as [number, number];
  return Date.UTC(year, month - 1, 1);
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
        alter table ${table} attach partition ${name}
          for values from ('${firstOfMonth(at)}') to ('${firstOfMonth(nextMonth(at))}');
      end if;
    end $$`;
}

function monthName(at: EpochMillis): string {
  return new Date(at).toISOString().slice(0, 7).replace('-', '_');
}

function firstOfMonth(at: EpochMillis): string {
  return `${new Date(at).toISOString().slice(0, 7)}-01T00:00:00Z`;
}

function nextMonth(at: EpochMillis): EpochMillis {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
}
