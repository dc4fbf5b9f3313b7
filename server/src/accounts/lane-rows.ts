import type { EpochMillis } from '@millrace/core/time';
import type { Db, Fragment, Work } from '../platform/index.ts';
import type { AccountId } from './account.ts';

/**
 * The rows of an account that a lane claims, told by the folder that owns them: parts of statements that give them the account's id, and
 * `clock.at`, its time. Each rides the index by which the lane claims.
 */
export interface LaneRows extends Work {
  /** The first row that falls due and that no process holds: its `due_at`, or null when such rows are always due. */
  readonly first: (db: Db, account: Fragment) => Fragment;
  /** So many at most that wait to be done: `since` when, and whether that `is_due` now. The first are the first due. */
  readonly waiting: (db: Db, account: Fragment, most: number) => Fragment;
  /**
   * Of rows that can be worked each at its own instant: those that are due up to `clock.until`, the first so many and all of the same instant as the
   * last, with their `due_at`, the `record_id` whose time it is, and their `key`, an array of texts. Without it, all records wait for such rows.
   */
  readonly until?: (db: Db, account: Fragment, most: number) => Fragment;
}

/** A row that is due in a stretch of time, of a lane. */
export interface DueRow {
  readonly lane: string;
  readonly recordId: string;
  /** When it is due, never before now. */
  readonly at: EpochMillis;
  readonly key: readonly string[];
}

/** An account that has work of some kind, and in how many milliseconds it falls due; not above zero: it is due. */
export interface DueAccount {
  readonly accountId: AccountId;
  readonly inMs: number;
}

/** Which accounts, of these or of all, have such rows that are or will be due, and when: one row an account. */
export async function dueAccounts(
  db: Db,
  rows: LaneRows,
  among: readonly AccountId[] | null = null,
): Promise<DueAccount[]> {
  const due = await db`
    select accounts.id as "accountId", coalesce(extract(epoch from first.due_at - account_now(clock_held_at, clock_offset)) * 1000, 0)::float8 as "inMs"
    from accounts, lateral (${rows.first(db, db`accounts.id`)}) as first
    ${among === null ? db`` : db`where accounts.id = any(${among as string[]}::bigint[])`}`;
  return due as unknown as DueAccount[];
}

/** When the next of all these rows falls due, of those that are not always due; null when none waits, or all stand aside of time. */
export async function nextDue(
  db: Db,
  account: AccountId,
  kinds: readonly LaneRows[],
): Promise<EpochMillis | null> {
  const [row] = await db`
    select min(first.due_at) filter (where isfinite(first.due_at)) as at from accounts, lateral (${all(db, kinds, (rows) => rows.first(db, db`${account}`))}) as first
    where accounts.id = ${account}`;
  return row!['at'] as EpochMillis | null;
}

/**
 * Whether any is due, or being done: rows stay visible until the transaction that took them commits. One statement, because work moves
 * from table to table: of two looks, each could find it gone to where the other has looked already.
 */
export async function isAnyInHand(db: Db, account: AccountId, kinds: readonly LaneRows[]): Promise<boolean> {
  const [row] = await db`
    select exists (
      select from accounts, ${clock(db)}, lateral (${all(db, kinds, (rows) => rows.waiting(db, db`${account}`, 1))}) as waiting
      where accounts.id = ${account} and waiting.is_due
    ) as "inHand"`;
  return row!['inHand'] as boolean;
}

/** The rows of these kinds that are due up to an instant, so many at least of each if there are. One statement: work moves from table to table. */
export async function rowsUntil(
  db: Db,
  account: AccountId,
  kinds: readonly LaneRows[],
  until: EpochMillis,
  most: number,
): Promise<DueRow[]> {
  const of = ({ name, until }: LaneRows) =>
    db`select ${name}::text as lane, due_at, record_id, key from (${until!(db, db`${account}`, most)}) as due`;
  const rows = await db`
    select lane, record_id as "recordId", greatest(due_at, account_now(clock_held_at, clock_offset)) as at, key
    from accounts, lateral (select ${until}::timestamptz as until offset 0) as clock, lateral (${all(db, kinds, of)}) as row
    where accounts.id = ${account} order by due_at, key`;
  return rows as unknown as DueRow[];
}

/** Rows of one kind that wait, over all accounts, and the age of the oldest on the clock of its account; 0 when none waits. */
export interface LaneBacklog {
  readonly lane: string;
  readonly count: number;
  readonly oldestSeconds: number;
}

/** The rows of each kind that wait; the count of an account stops at `most`. */
export async function backlogOf(db: Db, kinds: readonly LaneRows[], most: number): Promise<LaneBacklog[]> {
  const counted = (rows: LaneRows) => db`
    select ${rows.name}::text as lane, count(*) as count, extract(epoch from clock.at - min(since)) as age
    from (${rows.waiting(db, db`accounts.id`, most)}) as waiting`;
  const rows = await db`
    select lane, sum(count)::int as count, greatest(0, coalesce(max(age), 0))::float8 as "oldestSeconds"
    from accounts, ${clockOf(db)}, lateral (${all(db, kinds, counted)}) as backlog
    group by lane`;
  return rows as unknown as LaneBacklog[];
}

function clock(db: Db): Fragment {
  return db`lateral (select account_now(clock_held_at, clock_offset) as at offset 0) as clock`;
}

/** The same of a row of its own. Over all accounts Citus takes nothing else. */
function clockOf(db: Db): Fragment {
  return db`lateral (select account_now(own.clock_held_at, own.clock_offset) as at from accounts own where own.id = accounts.id) as clock`;
}

function all(db: Db, kinds: readonly LaneRows[], part: (rows: LaneRows) => Fragment): Fragment {
  return kinds.map((rows) => db`(${part(rows)})`).reduce((above, below) => db`${above} union all ${below}`);
}
