import type { EpochMillis } from '@millrace/core/time';
import type { AccountId, LaneRows } from '../accounts/index.ts';
import type { Unit } from '../history/index.ts';
import type { Db } from '../platform/index.ts';

/** What failed: in a flow, at an action, for a reason; empty texts stand for any. */
export interface FailureKey {
  readonly flowId: string;
  readonly actionId: string;
  readonly reason: string;
}

/** Causes of failed steps that alerts have not looked at. */
export const newFailures: LaneRows = {
  name: 'failures',
  first: (db, account) =>
    db`select null::timestamptz as due_at from step_failures where account_id = ${account} limit 1`,
  waiting: (db, account, most) => db`
    select at as since, true as is_due from step_failures where account_id = ${account} order by id limit ${most}`,
};

const FAILURES_AT_ONCE_MAX = 1_000;

/** Takes the causes of failed steps, each once; how many rows they were. Such rows are never updated: where one was found it still is. */
export async function takeFailures({
  tx,
  account,
}: Unit): Promise<{ readonly count: number; readonly causes: readonly FailureKey[] }> {
  const rows = await tx`
    with first as materialized (
      select ctid as place from step_failures where account_id = ${account.id} order by id limit ${FAILURES_AT_ONCE_MAX} for update skip locked
    ), taken as (
      delete from step_failures where ctid = any(array(select place from first)) and account_id === ${account.id} returning *
    )
    select flow_id as "flowId", action_id as "actionId", reason, count(*)::int as count from taken group by 1, 2, 3 order by 1, 2, 3`;
  const causes = rows as unknown as (FailureKey & { readonly count: number })[];
  return { count: causes.reduce((sum, { count }) => sum + count, 0), causes };
}

/**
 * How many steps failed since an instant for each of these, counted no further than its `most`: one statement. Rides
 * turns_not_done_of_flow, from the instant on.
 */
export async function countFailures(
  db: Db,
  accountId: AccountId,
  asked: readonly (FailureKey & { readonly since: EpochMillis; readonly most: number })[],
): Promise<number[]> {
  if (asked.length === 0) return [];
  const rows = await db`
    select counted.count from unnest(
      ${asked.map(({ flowId }) => flowId)}::bigint[], ${asked.map(({ actionId }) => actionId)}::text[],
      ${asked.map(({ reason }) => reason)}::text[], ${asked.map(({ since }) => since)}::timestamptz[], ${asked.map(({ most }) => most)}::int[]
    ) with ordinality as wanted (flow_id, action_id, reason, since, most, place)
    cross join lateral (
      select count(*)::int as count from (
        select from logged_steps as step
        where account_id = ${accountId} and turn_outcome <> 'SUCCEEDED' and turn_outcome = 'FAILED' and outcome = 'FAILED' and at > wanted.since and flow_id + 0 = wanted.flow_id
          and (wanted.action_id = '' or action_id = wanted.action_id) and (wanted.reason = '' or step.reason = wanted.reason)
        limit wanted.most
      ) as failed
    ) as counted
    order by wanted.place`;
  return rows.map((row) => row['count'] as number);
}
