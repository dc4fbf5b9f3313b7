import { setTimeout as sleep } from 'node:timers/promises';
import type { AccountId } from '../accounts/index.ts';
import type { Sql } from '../platform/index.ts';
import type { Patience } from './patience.ts';
import type { Worker } from './worker.ts';

/** While other processes or lanes hold the last of the work, it is looked at again after this. */
const LOOK_AGAIN_MS = 5;

/** Runs all work of the account that is due now, and what comes of it, until nothing is due. Returns how much was done. */
export async function settle(
  sql: Sql,
  worker: Worker,
  accountId: AccountId,
  patience: Patience,
): Promise<number> {
  let total = 0;
  for (;;) {
    let done = 0;
    for (const job of [worker.changes, worker.instants, worker.sweeps, worker.enrollments, worker.effects]) {
      patience();
      done += await job(accountId);
    }
    total += done;
    if (done > 0) continue;
    if (!(await inHand(sql, accountId))) return total;
    await sleep(LOOK_AGAIN_MS);
  }
}

/**
 * Whether anything is due, or being done by another lane: rows stay visible until whoever took them commits. One statement,
 * because work moves from table to table: of two looks, each could find it gone to where the other has looked already.
 */
async function inHand(sql: Sql, accountId: AccountId): Promise<boolean> {
  const [row] = await sql`
    with clock as materialized (select account_now(accounts) as at from accounts where id = ${accountId})
    select exists (select from pending_changes where account_id = ${accountId})
        or exists (select from criteria_due where account_id = ${accountId} and due_at <= (select at from clock) and due_at > '-infinity')
        or exists (select from sweeps where account_id = ${accountId} and status = 'RUNNING')
        or exists (select from due_enrollments where account_id = ${accountId} and due_at <= (select at from clock) and due_at > '-infinity')
        or exists (select from effects where account_id = ${accountId} and finished_at is null and due_at <= (select at from clock)) as "inHand"`;
  return row!['inHand'] as boolean;
}
