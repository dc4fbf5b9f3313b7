import type { AccountId } from '../accounts/index.ts';
import type { Db, Forgetting, Forgot } from '../platform/index.ts';

/** Deletes old steps, flow by flow, in the order of the flows' ids. Rides steps_by_time. */
export async function forgetSteps(
  db: Db,
  accountId: AccountId,
  { before, place, most }: Forgetting,
  flowIds: readonly string[],
): Promise<Forgot> {
  const left = flowIds
    .toSorted((a, b) => Number(a) - Number(b))
    .filter((id) => Number(id) >= Number(place ?? 0));
  const [flowId, next] = left;
  if (flowId === undefined) return { deleted: 0, place: null };
  const [row] = await db`
    with old as materialized (
      select enrollment_id, number, at from steps
      where account_id = ${accountId} and flow_id = ${flowId} and at < ${before}::timestamptz
      order by at, enrollment_id, number limit ${most}
    ), deleted as (
      delete from steps using old
      where steps.account_id = ${accountId} and steps.flow_id = ${flowId} and steps.enrollment_id = old.enrollment_id
        and steps.number = old.number and steps.at = old.at
      returning 1
    )
    select count(*)::int as deleted from deleted`;
  const deleted = row!['deleted'] as number;
  return { deleted, place: deleted === most ? flowId : (next ?? null) };
}

/** Of these passages, those that are under way. */
export async function activeAmong(
  db: Db,
  accountId: AccountId,
  passages: readonly { readonly flowId: string; readonly id: string }[],
): Promise<ReadonlySet<string>> {
  if (passages.length === 0) return new Set();
  const rows = await db`
    select passage.id from unnest(
      ${passages.map(({ flowId }) => flowId)}::bigint[], ${passages.map(({ id }) => id)}::bigint[]
    ) as wanted (flow_id, id) cross join lateral (
      select id, ended from enrollments where account_id = ${accountId} and flow_id = wanted.flow_id and id = wanted.id offset 0
    ) as passage
    where passage.ended = 0`;
  return new Set(rows.map((row) => row['id'] as string));
}
