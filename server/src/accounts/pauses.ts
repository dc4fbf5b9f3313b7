import type { Db, Fragment, Tx } from '../platform/index.ts';
import type { AccountId } from './account.ts';

/** Counts the pauses of flows and of the account that are not over, and locks the account's row: of two that end, the second sees the first. */
export async function countPause(tx: Tx, id: AccountId, by: 1 | -1): Promise<void> {
  await tx`update accounts set pauses = pauses + ${by}::integer where id = ${id}`;
}

/** From now on enrollments of the account may be paused one by one. */
export async function noteEnrollmentsPaused(tx: Tx, id: AccountId): Promise<void> {
  await tx`update accounts set pauses_enrollments = true where id = ${id} and not pauses_enrollments`;
}

/** Whether anything of the account may be paused, for a statement of another: it costs a look at one row. */
export function mayBePaused(db: Db, id: AccountId): Fragment {
  return db`(select pauses > 0 or pauses_enrollments from accounts where id = ${id})`;
}
