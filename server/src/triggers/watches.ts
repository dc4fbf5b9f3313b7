import type { AccountId } from '../accounts/index.ts';
import { lastChangeId } from '../history/index.ts';
import type { Db, Tx } from '../platform/index.ts';

/** Notes that a flow is evaluated for changes from now on; no other write of the account is running. */
export async function startWatch(tx: Tx, account: AccountId, flowId: string): Promise<void> {
  await tx`
    insert into flow_watches (account_id, flow_id, after_change)
    select ${account}::bigint, ${flowId}::bigint, (${lastChangeId(tx)})
    on conflict (account_id, flow_id) do update set after_change = excluded.after_change`;
}

/** The change after which a flow is evaluated. */
export async function selectWatch(db: Db, account: AccountId, flowId: string): Promise<string | undefined> {
  const [row] = await db`
    select after_change from flow_watches where account_id = ${account} and flow_id = ${flowId}::bigint`;
  return row?.['after_change'] as string | undefined;
}

/** The change after which each flow of the account is evaluated, by flow. */
export async function selectWatches(db: Db, account: AccountId): Promise<Map<string, string>> {
  const rows = await db`select flow_id, after_change from flow_watches where account_id = ${account}`;
  return new Map(rows.map((row) => [row['flow_id'] as string, row['after_change'] as string]));
}
