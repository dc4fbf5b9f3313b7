import type { EpochMillis } from '@millrace/core/time';
import type { AccountId } from '../accounts/index.ts';
import type { Db, Tx } from '../platform/index.ts';

/** Notes that a kind of history is given up before an instant; that it is kept for ever from now on brings nothing back. */
export async function noteForgotten(
  tx: Tx,
  account: AccountId,
  kind: string,
  before: EpochMillis,
): Promise<void> {
  await tx`
    insert into forgotten (account_id, kind, before) values (${account}, ${kind}, ${before}::timestamptz)
    on conflict (account_id, kind) do update set before = greatest(forgotten.before, excluded.before)`;
}

/** By kind of history: before which instant it has been given up. Absent where all is there. */
export async function forgottenBefore(db: Db, account: AccountId): Promise<ReadonlyMap<string, EpochMillis>> {
  const rows = await db`select kind, before from forgotten where account_id = ${account}`;
  return new Map(rows.map((row) => [row['kind'] as string, row['before'] as EpochMillis]));
}
