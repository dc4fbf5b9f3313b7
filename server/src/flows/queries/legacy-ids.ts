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

/** PostgreSQL's largest `integer`. */
const LEGACY_ID_MAX = 2 ** 31 - 1;

/** The flows that have these legacy ids, by these; a text that is none is left out. Rides flows_by_legacy_id. */
export async function selectFlowIds(
  db: Db,
  accountId: AccountId,
  workflowIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = workflowIds.filter((id) => /^\d{1,10}$/.test(id) && Number(id) <= LEGACY_ID_MAX);
  if (wanted.length === 0) return new Map();
  const rows = await db`
    select id, legacy_id::text as "legacyId" from flows
    where account_id = ${accountId} and legacy_id = any(${wanted}::integer[]) and deleted_at is null`;
  return new Map(rows.map((row) => [row['legacyId'] as string, row['id'] as string]));
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
