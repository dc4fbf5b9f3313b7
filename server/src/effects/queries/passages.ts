import type { AccountId } from '../../accounts/index.ts';
import type { Db } from '../../platform/index.ts';
import { type LedgerEffect, ledgerColumns } from './columns.ts';

/** The unfinished effects of enrollments, by their ids, in one statement. Rides effects_waiting. */
export async function loadPending(
  db: Db,
  account: AccountId,
  enrollmentIds: readonly string[],
): Promise<ReadonlyMap<string, LedgerEffect>> {
  if (enrollmentIds.length === 0) return new Map();
  const rows = (await db`
    select ${ledgerColumns(db)} from effects
    where account_id = ${account} and finished_at is null and enrollment_id = any(${enrollmentIds as string[]}::bigint[])`) as unknown as LedgerEffect[];
  return new Map(rows.map((row) => [row.enrollmentId!, row]));
}
