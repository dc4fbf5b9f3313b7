import type { AccountId } from '../accounts/index.ts';
import type { Db } from '../platform/index.ts';

/** How deep passages are in a chain of flows that set off each other, by the passages' ids; in one statement. */
export async function loadDepths(
  db: Db,
  account: AccountId,
  passages: readonly { readonly flowId: string | null; readonly enrollmentId: string | null }[],
): Promise<ReadonlyMap<string, number>> {
  const asked = passages.filter(({ flowId, enrollmentId }) => flowId !== null && enrollmentId !== null);
  if (asked.length === 0) return new Map();
  const rows = await db`
    select passage.id, passage.depth
    from unnest(
      ${asked.map(({ flowId }) => flowId)}::bigint[], ${asked.map(({ enrollmentId }) => enrollmentId)}::bigint[]
    ) as wanted (flow_id, id)
    cross join lateral (
      select id, depth from enrollments where account_id = ${account} and flow_id = wanted.flow_id and id = wanted.id
      offset 0
    ) as passage`;
  return new Map(rows.map((row) => [row['id'] as string, Number(row['depth'])]));
}
