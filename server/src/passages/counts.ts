import type { AccountId } from '../accounts/index.ts';
import type { Db } from '../platform/index.ts';

/** Records of a flow. */
export interface PassageCounts {
  /** Inside now. */
  readonly active: number;
  /** Ever enrolled. */
  readonly enrolled: number;
}

/** The records in flows, now and ever, by flow; absent for a flow without any. */
export async function countPassages(
  db: Db,
  accountId: AccountId,
  flowIds: readonly string[],
): Promise<ReadonlyMap<string, PassageCounts>> {
  const rows = await db`
    select flow_id, count(*) filter (where ended = 0)::int as active, count(*)::int as enrolled
    from enrollments where account_id = ${accountId} and flow_id = any(${flowIds as string[]}::bigint[]) and entered
    group by flow_id`;
  return new Map(
    rows.map((row) => [
      row['flow_id'] as string,
      { active: row['active'] as number, enrolled: row['enrolled'] as number },
    ]),
  );
}

/** The flows that a record is inside of. Rides enrollments_by_record. */
export async function selectFlowsOf(db: Db, account: AccountId, recordId: string): Promise<string[]> {
  const rows = await db`
    select flow_id from (
      select flow_id, ended from enrollments
      where account_id = ${account} and record_id = ${recordId} and record_id > 0 offset 0
    ) as passage
    where ended = 0`;
  return rows.map((row) => row['flow_id'] as string);
}
