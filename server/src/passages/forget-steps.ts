import type { AccountId } from '../accounts/index.ts';
import { andArchived, type Forgetting, type Forgot, returnedForArchive } from '../archive/index.ts';
import type { Db } from '../platform/index.ts';

/** Deletes old steps, flow by flow, in the order of the flows' ids. Rides turns_by_time. */
export async function forgetSteps(
  db: Db,
  accountId: AccountId,
  { before, place, most, archive }: Forgetting,
  flowIds: readonly string[],
): Promise<Forgot> {
  const left = flowIds
    .toSorted((a, b) => Number(a) - Number(b))
    .filter((id) => Number(id) >= Number(place ?? 0));
  const [flowId, next] = left;
  if (flowId === undefined) return { deleted: 0, place: null };
  const [row] = await db`
    with old as materialized (
      select enrollment_id, number, at from turns
      where account_id = ${accountId} and flow_id = ${flowId} and at < ${before}::timestamptz
      order by at, enrollment_id, number limit ${most}
    ), deleted as (
      delete from turns using old
      where turns.account_id = ${accountId} and turns.enrollment_id = old.enrollment_id and turns.number = old.number and turns.at = old.at
      returning coalesce(jsonb_array_length(entries), 1) as steps, ${returnedForArchive(db, archive)}
    )${andArchived(db, archive, 'deleted')}
    select count(*)::int as rows, coalesce(sum(steps), 0)::int as deleted from deleted`;
  const { rows, deleted } = row as { readonly rows: number; readonly deleted: number };
  return { deleted, place: rows === most ? flowId : (next ?? null) };
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
