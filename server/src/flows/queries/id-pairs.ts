import type { AccountId } from '../../accounts/index.ts';
import type { Db } from '../../platform/index.ts';

/** A flow and the id that the legacy workflow API knows it by, numbers both, as the original answers them. */
export interface IdPair {
  readonly flowId: number;
  readonly workflowId: number;
}

/** The pairs of which either id is asked for. */
export async function selectIdPairs(
  db: Db,
  accountId: AccountId,
  flowIds: readonly string[],
  workflowIds: readonly string[],
): Promise<IdPair[]> {
  const rows = await db`
    select id, legacy_id from flows
    where account_id = ${accountId} and deleted_at is null and legacy_id is not null
      and (id = any(${flowIds as string[]}::bigint[]) or legacy_id = any(${workflowIds as string[]}::bigint[]))`;
  return rows.map((row) => ({ flowId: Number(row['id']), workflowId: Number(row['legacy_id']) }));
}
