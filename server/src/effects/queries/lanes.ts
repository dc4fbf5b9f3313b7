import type { EpochMillis } from '@millrace/core/time';
import type { AccountId, LaneRows } from '../../accounts/index.ts';
import { recordOfPassage } from '../../passages/index.ts';
import { type Db, onlyThrough } from '../../platform/index.ts';

/**
 * A process that has not been seen for this long is dead, and its leases are void; on the database's own clock, and not
 * before the database has been up for as long: while it was away, no process could be seen.
 */
export const HOLDER_SILENT_SECONDS = 5;

/** Effects to do. Ride effects_in_order. */
export const dueEffects: LaneRows = {
  name: 'effects',
  first: (db, account) => db`
    select due_at from effects
    where account_id = ${account} and ${isToBeDone(db)} and ${isFree(db)} and due_at > '-infinity' and due_at < 'infinity'
    order by due_at limit 1`,
  waiting: (db, account, most) => db`
    select created_at as since, due_at <= clock.at as is_due from effects
    where account_id = ${account} and ${isToBeDone(db)} and due_at > '-infinity' and due_at < 'infinity' order by due_at limit ${most}`,
  until: (db, account, most) => db`
    select effect.due_at, passage.record_id, array[effect.id::text] as key from (
      select id, flow_id, enrollment_id, due_at from effects
      where account_id = ${account} and ${isToBeDone(db)} and due_at > '-infinity' and due_at <= clock.until
        and kind = ${OWN_KIND} and flow_id is not null
      order by due_at fetch first ${most} rows with ties
    ) as effect
    cross join lateral (${recordOfPassage(db, account, db`effect.flow_id`, db`effect.enrollment_id`)}) as passage`,
};

/** The kind whose effects may write to nothing but their record, where their performer says so. */
const OWN_KIND = 'email';

/** When the first effect is due that may do more than write to its record, or is of no passage; null when none waits. Rides effects_in_order. */
export async function nextEffectBeyond(db: Db, account: AccountId): Promise<EpochMillis | null> {
  const [row] = await db`
    select due_at as at from effects
    where account_id = ${account} and ${isToBeDone(db)} and due_at > '-infinity' and due_at < 'infinity'
      and (kind <> ${OWN_KIND} or flow_id is null)
    order by due_at limit 1`;
  return (row?.['at'] as EpochMillis | undefined) ?? null;
}

/** Effects whose outcome did not follow in time. Ride effects_awaited_in_order. */
export const expiredEffects: LaneRows = {
  name: 'outcomes',
  first: (db, account) => db`
    select due_at from effects
    where account_id = ${account} and ${isAwaited(db)} and due_at > '-infinity' order by due_at limit 1`,
  waiting: (db, account, most) => db`
    select due_at as since, true as is_due from effects
    where account_id = ${account} and ${isAwaited(db)} and due_at <= clock.at and due_at > '-infinity' order by due_at limit ${most}`,
};

/** Unfinished, of effects that are looked up by their enrollments. Rides effects_waiting. */
export function isUnfinished(db: Db) {
  return db`${db.unsafe(onlyThrough('enrollment_id', 'finished_at is null'))}`;
}

/** Unfinished, and not only without its outcome. */
export function isToBeDone(db: Db) {
  return db`finished_at is null and awaiting_since is null`;
}

/** Done but for its outcome. */
export function isAwaited(db: Db) {
  return db`finished_at is null and awaiting_since is not null`;
}

/** Free: never leased, or under an expired lease or that of a dead holder. */
export function isFree(db: Db) {
  return db`(leased_until is null or leased_until < statement_timestamp() or (
    pg_postmaster_start_time() < statement_timestamp() - ${HOLDER_SILENT_SECONDS} * interval '1 second' and not exists (
      select from effect_workers where effect_workers.id = effects.lease_holder
        and seen_at > statement_timestamp() - ${HOLDER_SILENT_SECONDS} * interval '1 second'
    )
  ))`;
}
