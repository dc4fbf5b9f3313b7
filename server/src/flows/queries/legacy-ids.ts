import type { AccountId } from '../../accounts/index.ts';
import type { Db } from '../../platform/index.ts';

/** The flow that has a legacy id. Rides flows_by_legacy_id. */
export async function selectFlowId(
  db: Db,
  accountId: AccountId,
  workflowId: string,
): Promise<string | undefined> {
  const [row] = await db`
    select id from flows where account_id = ${accountId} and legacy_id = ${workflowId}::bigint and deleted_at is null`;
  return row?.['id'] as string | undefined;
}

/** The legacy id of a flow. */
export async function selectLegacyId(
  db: Db,
  accountId: AccountId,
  flowId: string,
): Promise<number | undefined> {
  const [row] = await db`
    select legacy_id from flows
    where account_id = ${accountId} and id = ${flowId}::bigint and legacy_id is not null and deleted_at is null`;
  return row?.['legacy_id'] as number | undefined;
}

/** The flows that have a legacy id, in its order; of those that are given, if any are. */
export async function selectLegacyFlowIds(
  db: Db,
  accountId: AccountId,
  flowIds?: readonly string[],
): Promise<string[]> {
  const rows = await db`
    select id from flows
    where account_id = ${accountId} and legacy_id is not null and deleted_at is null
    ${flowIds === undefined ? db`` : db`and id = any(${flowIds as string[]}::bigint[])`}
    order by legacy_id`;
  return rows.map((row) => row['id'] as string);
}
