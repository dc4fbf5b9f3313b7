import { type RetryPolicy, USUAL_RETRIES } from '@millrace/core/flow';
import type { EpochMillis } from '@millrace/core/time';
import type { AccountId } from '../../accounts/index.ts';
import type { Db } from '../../platform/index.ts';
import type { ClaimedEffect } from '../performer.ts';
import { TRY_SECONDS_MAX } from '../retry.ts';
import type { Room } from '../slots.ts';
import { isFree, isToBeDone } from './lanes.ts';
import { targetOf } from './target.ts';

/**
 * A lease lives as long as the heartbeat of its holder, and this long at most: by then the holder has long given up an
 * unfinished effect.
 */
export const LEASE_SECONDS_MAX = 2 * TRY_SECONDS_MAX;

/** The holder of a lease: the claim, by a token that fences late finishers, and the process. */
export interface LeaseOf {
  readonly token: string;
  readonly holder: string;
}

/**
 * Takes due effects under a lease, within the room of a target, of a performer and in all. Effects of a dead holder, or under
 * an expired lease, are due again.
 *
 * A skip scan of the index effects_by_target searches once for each target with work, and reads as many rows as the target
 * has free slots: the backlog of a full target is never read.
 */
export async function claimEffects(
  db: Db,
  account: AccountId,
  { kinds, inHand, most }: Room,
  now: EpochMillis,
  lease: LeaseOf,
): Promise<ClaimedEffect[]> {
  // Materialized: as mere subqueries the planner may run them again for each row, and claim more than was asked for.
  const rows = await db`
    with recursive room as materialized (
      select * from unnest(
        ${kinds.map(({ kind }) => kind)}::text[], ${kinds.map(({ performer }) => performer)}::text[],
        ${kinds.map(({ free }) => free)}::integer[], ${kinds.map(({ perTarget }) => perTarget)}::integer[]
      ) as row (kind, performer, free, per_target)
    ),
    taken as materialized (
      select * from unnest(
        ${inHand.map(({ kind }) => kind)}::text[], ${inHand.map(({ target }) => target)}::text[],
        ${inHand.map(({ count }) => count)}::integer[]
      ) as row (kind, target, count)
    ),
    line as (
      select room.kind, first.target from room cross join lateral (
        select target from effects
        where account_id = ${account} and kind = room.kind and ${isToBeDone(db)}
        order by target limit 1
      ) as first
      union all
      select line.kind, next.target from line cross join lateral (
        select target from effects
        where account_id = ${account} and kind = line.kind and target > line.target and ${isToBeDone(db)}
        order by target limit 1
      ) as next
    ),
    found as materialized (
      select room.performer, room.free, due.place, due.due_at
      from line join room on room.kind = line.kind
      left join taken on taken.kind = line.kind and taken.target = ${targetOf(db, 'line')}
      cross join lateral (
        select ctid as place, due_at from effects
        where account_id = ${account} and kind = line.kind and target = line.target and ${isToBeDone(db)}
          and due_at <= ${now} and ${isFree(db)}
        order by due_at limit greatest(0, least(room.free, room.per_target - coalesce(taken.count, 0)))
      ) as due
    ),
    chosen as materialized (
      select place from (
        select *, row_number() over (partition by performer order by due_at) as number from found
      ) as ranked
      where number <= free order by due_at limit ${most}
    ),
    held as materialized (
      select held.place from chosen cross join lateral (
        select ctid as place from effects
        where ctid = chosen.place and ${isToBeDone(db)} and due_at <= ${now} and ${isFree(db)}
        offset 0 for update skip locked
      ) as held
    )
    update effects set lease_token = ${lease.token}, lease_holder = ${lease.holder},
           leased_until = clock_timestamp() + ${LEASE_SECONDS_MAX} * interval '1 second',
           attempts = attempts + 1, last_tried_at = ${now}
    from held where effects.ctid = held.place
    returning effects.id, kind, ${targetOf(db)} as target, idempotency_key as "idempotencyKey", flow_id as "flowId",
              enrollment_id as "enrollmentId", action_id as "actionId", request, retry, created_at as "createdAt", attempts,
              last_tried_at as "triedAt", lease_token as token`;
  return (rows as unknown as ClaimedRow[]).map((row) => ({ ...row, retry: row.retry ?? USUAL_RETRIES }));
}

type ClaimedRow = Omit<ClaimedEffect, 'retry'> & { readonly retry: RetryPolicy | null };
