import { type RetryPolicy, USUAL_RETRIES } from '@millrace/core/flow';
import type { EpochMillis } from '@millrace/core/time';
import { type AccountId, type DueRow, mayBePaused } from '../../accounts/index.ts';
import type { Db, Fragment, Row } from '../../platform/index.ts';
import type { ClaimedEffect } from '../performer.ts';
import { TRY_SECONDS_MAX } from '../retry.ts';
import type { Room } from '../slots.ts';
import { isFree, isToBeDone } from './lanes.ts';
import { targetOf } from './target.ts';
import { TargetRound } from './target-round.ts';
import type { TargetOfKind } from './targets.ts';

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
 * an expired lease, are due again. Asks the next targets in turn, and goes on at once while these have nothing to take, to the end of
 * the round.
 */
export async function claimEffects(
  db: Db,
  account: AccountId,
  room: Room,
  now: EpochMillis,
  lease: LeaseOf,
  round: TargetRound = new TargetRound(account),
): Promise<ClaimedEffect[]> {
  let kinds = room.kinds.map(({ kind }) => kind);
  while (kinds.length > 0) {
    const { targets, goOn } = await round.next(db, kinds);
    const claimed = await claimOf(db, account, openTargets(targets, room), room.most, now, lease);
    if (claimed.length > 0) return claimed;
    kinds = [...goOn];
  }
  return [];
}

/** A target with free slots. */
interface OpenTarget extends TargetOfKind {
  readonly performer: string;
  /** Free slots of its performer. */
  readonly free: number;
  /** Its own. */
  readonly most: number;
}

function openTargets(targets: readonly TargetOfKind[], { kinds, inHand }: Room): OpenTarget[] {
  const kindOf = new Map(kinds.map((each) => [each.kind, each]));
  const taken = new Map(inHand.map(({ kind, target, count }) => [JSON.stringify([kind, target]), count]));
  return targets.flatMap(({ kind, target }) => {
    const { performer, free, perTarget } = kindOf.get(kind)!;
    const most = Math.min(free, perTarget - (taken.get(JSON.stringify([kind, target || kind])) ?? 0));
    return most > 0 ? [{ kind, target, performer, free, most }] : [];
  });
}

/** Reads, of each target, as many rows as it has free slots. */
async function claimOf(
  db: Db,
  account: AccountId,
  open: readonly OpenTarget[],
  most: number,
  now: EpochMillis,
  lease: LeaseOf,
): Promise<ClaimedEffect[]> {
  if (open.length === 0) return [];
  // Materialized: as mere subqueries the planner may run them again for each row, and claim more than was asked for.
  const rows = await db`
    with found as materialized (
      select line.performer, line.free, due.place, due.due_at
      from unnest(
        ${open.map(({ kind }) => kind)}::text[], ${open.map(({ target }) => target)}::text[],
        ${open.map(({ performer }) => performer)}::text[], ${open.map(({ free }) => free)}::integer[],
        ${open.map(({ most }) => most)}::integer[]
      ) as line (kind, target, performer, free, most)
      cross join lateral (
        select ctid as place, due_at from effects
        where account_id = ${account} and kind = line.kind and target = line.target and ${isToBeDone(db)}
          and due_at <= ${now} and ${isFree(db)}
        order by due_at limit line.most
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
        where ctid = chosen.place and account_id === ${account} and ${isToBeDone(db)} and due_at <= ${now} and ${isFree(db)}
        offset 0 for update skip locked
      ) as held
    )
    ${leaseHeld(db, account, lease, db`${now}::timestamptz`)}`;
  return rows.map(claimedOf);
}

/**
 * Takes these of a stretch of time that is worked at once under a lease, if nobody has them in hand; they are begun at their own instant. Rides the
 * key.
 */
export async function claimEffectsOf(
  db: Db,
  account: AccountId,
  effects: readonly DueRow[],
  now: EpochMillis,
  lease: LeaseOf,
): Promise<ClaimedEffect[]> {
  const rows = await db`
    with held as materialized (
      select effect.place, row.at from unnest(
        ${effects.map(({ key }) => key[0]!)}::bigint[], ${effects.map(({ at }) => Math.max(at, now))}::timestamptz[]
      ) as row (id, at)
      cross join lateral (
        select ctid as place from effects
        where account_id = ${account} and id = row.id and ${isToBeDone(db)} and ${isFree(db)} and due_at <= row.at
        offset 0 for update skip locked
      ) as effect
    )
    ${leaseHeld(db, account, lease, db`held.at`)}`;
  return rows.map(claimedOf);
}

/** The end of a statement that has found free effects, in `held`. */
function leaseHeld(db: Db, account: AccountId, lease: LeaseOf, at: Fragment): Fragment {
  return db`
    update effects set lease_token = ${lease.token}, lease_holder = ${lease.holder},
           leased_until = statement_timestamp() + ${LEASE_SECONDS_MAX} * interval '1 second',
           attempts = attempts + 1, last_tried_at = ${at}
    from held where effects.ctid = held.place and effects.account_id === ${account}
    returning effects.id, kind, ${targetOf(db)} as target, idempotency_key as "idempotencyKey", flow_id as "flowId",
              enrollment_id as "enrollmentId", action_id as "actionId", request, retry, created_at as "createdAt", attempts,
              last_tried_at as "triedAt", lease_token as token, ${mayBePaused(db, account)} as "mayBePaused"`;
}

function claimedOf(row: Row): ClaimedEffect {
  const claimed = row as unknown as ClaimedRow;
  return { ...claimed, retry: claimed.retry ?? USUAL_RETRIES };
}

type ClaimedRow = Omit<ClaimedEffect, 'retry'> & { readonly retry: RetryPolicy | null };
