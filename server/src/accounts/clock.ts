import type { EpochMillis } from '@millrace/core/time';
import type { Db } from '../platform/index.ts';
import type { AccountId } from './account.ts';

/**
 * Holds the account's clock where it stands, and says where that is: until it is released, now is that instant. On the
 * next whole millisecond, so that no earlier reader of the clock has seen it later.
 */
export async function holdClock(db: Db, id: AccountId): Promise<EpochMillis> {
  const [row] = await db`
    update accounts set clock_held_at = date_trunc('milliseconds', account_now(accounts)) + interval '1 millisecond'
    where id = ${id} returning clock_held_at as at`;
  return row!['at'] as EpochMillis;
}

/** Lets the account's clock run on from where it is held. */
export async function releaseClock(db: Db, id: AccountId): Promise<void> {
  await db`
    update accounts set clock_offset = clock_held_at - clock_timestamp(), clock_held_at = null
    where id = ${id} and clock_held_at is not null`;
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
