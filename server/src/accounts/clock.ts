import type { EpochMillis } from '@millrace/core/time';
import type { Db } from '../platform/index.ts';
import type { AccountId } from './account.ts';

/**
 * Holds the account's clock where it stands, and says where that is: until it is released, now is that instant. On the
 * next whole millisecond, so that no earlier reader of the clock has seen it later.
 */
export async function holdClock(db: Db, id: AccountId): Promise<EpochMillis> {
  const [row] = await db`
    select date_trunc('milliseconds', account_now(clock_held_at, clock_offset)) + interval '1 millisecond' as at
    from accounts where id = ${id} for update`;
  await db`update accounts set clock_held_at = ${row!['at']}::timestamptz where id = ${id}`;
  return row!['at'] as EpochMillis;
}

/** Lets the account's clock run on from where it is held; not in the middle of a stretch of time that is being worked. */
export async function releaseClock(db: Db, id: AccountId): Promise<void> {
  await db`
    update accounts set clock_offset = clock_held_at - statement_timestamp(), clock_held_at = null
    where id = ${id} and clock_held_at is not null and clock_window_end is null`;
}

/** The accounts whose clocks are held. */
export async function heldClocks(db: Db): Promise<AccountId[]> {
  const rows = await db`select id from accounts where clock_held_at is not null order by id`;
  return rows.map((row) => row['id'] as string);
}

/** Sets the held clock forward; it never goes back. */
export async function advanceClockTo(db: Db, id: AccountId, at: EpochMillis): Promise<void> {
  await db`update accounts set clock_held_at = greatest(clock_held_at, ${at}::timestamptz) where id = ${id}`;
}

/**
 * Opens a stretch of time, from where the held clock stands to an instant: what is due in it is worked at its own instant. Alone in the
 * account; from then on writes from outside wait until it is closed.
 */
export async function openWindow(db: Db, id: AccountId, end: EpochMillis): Promise<void> {
  await db`
    update accounts set clock_window_end = ${end}::timestamptz
    where id = ${id} and clock_held_at < ${end}::timestamptz and clock_window_end is null`;
}

/** Closes it: the clock stands at its last instant. */
export async function closeWindow(db: Db, id: AccountId): Promise<void> {
  await db`
    update accounts set clock_held_at = clock_window_end, clock_window_end = null
    where id = ${id} and clock_window_end is not null`;
}
