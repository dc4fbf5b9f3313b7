import type { Trigger } from '@millrace/core/flow';
import type { RecordRef } from '@millrace/core/record';
import type { EpochMillis } from '@millrace/core/time';
import type { DueRow, LaneRows } from '../accounts/index.ts';
import type { Unit } from '../history/index.ts';
import type { Row } from '../platform/index.ts';

/** Triggers that enroll again in one transaction. */
export const KEPT_TRIGGERS_PER_BATCH = 500;

/** A trigger of re-enrollment that fired while the record was inside. */
export interface KeptTrigger {
  readonly flowId: string;
  readonly ref: RecordRef;
  readonly trigger: Trigger;
  readonly depth: number;
  readonly at: EpochMillis;
}

/**
 * Keeps triggers until the passages of their records are over, each in place of an earlier one. Locks the passages, so that none ends
 * unseen. Answers whether all of these are still under way: else nothing must be kept, and the unit begins again.
 */
export async function keepTriggers(
  { tx, account }: Unit,
  kept: readonly KeptTrigger[],
): Promise<'kept' | 'over'> {
  const last = [...new Map(kept.map((each) => [`${each.flowId}/${each.ref.id}`, each])).values()];
  if (last.length === 0) return 'kept';
  const inside = await tx`
    select held.id from unnest(
      ${last.map(({ flowId }) => flowId)}::bigint[], ${last.map(({ ref }) => ref.id)}::bigint[]
    ) with ordinality as row (flow_id, record_id, number)
    cross join lateral (
      select id from enrollments
      where account_id = ${account.id} and flow_id = row.flow_id and record_id = row.record_id and ended = 0
      offset 0 for share
    ) as held
    order by row.number`;
  if (inside.length < last.length) return 'over';
  await tx`
    insert into kept_triggers (account_id, flow_id, object_type_id, record_id, enrollment_id, trigger, depth, at)
    select ${account.id}::bigint, flow_id, object_type_id, record_id, enrollment_id, trigger::jsonb, depth, at
    from unnest(
      ${last.map(({ flowId }) => flowId)}::bigint[], ${last.map(({ ref }) => ref.objectTypeId)}::text[],
      ${last.map(({ ref }) => ref.id)}::bigint[], ${inside.map((row) => row['id'] as string)}::bigint[],
      ${last.map(({ trigger }) => JSON.stringify(trigger))}::text[], ${last.map(({ depth }) => depth)}::smallint[],
      ${last.map(({ at }) => at)}::timestamptz[]
    ) as row (flow_id, object_type_id, record_id, enrollment_id, trigger, depth, at)
    order by flow_id, record_id
    on conflict (account_id, flow_id, record_id) do update
    set enrollment_id = excluded.enrollment_id, trigger = excluded.trigger, depth = excluded.depth, at = excluded.at, ready_at = null`;
  return 'kept';
}

/** A passage that is over. */
interface Over {
  readonly flowId: string;
  readonly enrollmentId: string;
  readonly recordId: string;
}

/** Lets the triggers kept for passages that are over enroll again. */
export async function releaseTriggers(unit: Unit, over: readonly Over[]): Promise<void> {
  if (over.length === 0) return;
  const { tx } = unit;
  const rows = await tx`
    update kept_triggers set ready_at = found.at from (${found(unit, over)}) as found
    where kept_triggers.ctid = found.place and kept_triggers.account_id === ${unit.account.id} returning 1`;
  if (rows.length > 0) unit.wake(keptTriggers);
}

/** Drops the triggers kept for passages that their records have left. */
export async function dropTriggers(unit: Unit, over: readonly Over[]): Promise<void> {
  if (over.length === 0) return;
  await unit.tx`
    delete from kept_triggers using (${found(unit, over)}) as found
    where kept_triggers.ctid = found.place and kept_triggers.account_id === ${unit.account.id}`;
}

function found({ tx, account, times }: Unit, over: readonly Over[]) {
  return tx`
    select kept.place, row.at from unnest(
      ${over.map(({ flowId }) => flowId)}::bigint[], ${over.map(({ recordId }) => recordId)}::bigint[],
      ${over.map(({ enrollmentId }) => enrollmentId)}::bigint[], ${over.map(({ recordId }) => times.of(recordId))}::timestamptz[]
    ) as row (flow_id, record_id, enrollment_id, at)
    cross join lateral (
      select ctid as place from kept_triggers
      where account_id = ${account.id} and flow_id = row.flow_id and record_id = row.record_id
        and enrollment_id = row.enrollment_id
      offset 0
    ) as kept`;
}

/** Claims the triggers whose passages are over, in the order of their ends. Rides kept_triggers_ready. */
export async function claimTriggers({ tx, account }: Unit, most: number): Promise<KeptTrigger[]> {
  const rows = await tx`
    with ready as materialized (
      select ctid as place from kept_triggers
      where account_id = ${account.id} and ready_at <= ${account.now} and ready_at > '-infinity'
      order by ready_at limit ${most}
    )
    delete from kept_triggers using ready where kept_triggers.ctid = ready.place and kept_triggers.account_id === ${account.id} returning kept_triggers.*`;
  return rows.map(keptOf);
}

function keptOf(row: Row): KeptTrigger {
  return {
    flowId: row['flow_id'] as string,
    ref: { objectTypeId: row['object_type_id'] as string, id: row['record_id'] as string },
    trigger: row['trigger'] as Trigger,
    depth: row['depth'] as number,
    at: row['at'] as EpochMillis,
  };
}

/** Claims these of a stretch of time that is worked at once. Rides the key. */
export async function claimTriggersOf(
  { tx, account }: Unit,
  rows: readonly DueRow[],
): Promise<KeptTrigger[]> {
  const claimed = await tx`
    with ready as (
      select kept.place from unnest(
        ${rows.map(({ key }) => key[0]!)}::bigint[], ${rows.map(({ recordId }) => recordId)}::bigint[],
        ${rows.map(({ at }) => at)}::timestamptz[]
      ) as row (flow_id, record_id, at)
      cross join lateral (
        select ctid as place, ready_at from kept_triggers
        where account_id = ${account.id} and flow_id = row.flow_id and record_id = row.record_id
        offset 0
      ) as kept
      where kept.ready_at <= row.at
    )
    delete from kept_triggers using ready where kept_triggers.ctid = ready.place and kept_triggers.account_id === ${account.id} returning kept_triggers.*`;
  return claimed.map(keptOf);
}

/** Drops all triggers that are kept for a flow. */
export async function forgetTriggersOf({ tx, account }: Unit, flowId: string): Promise<void> {
  await tx`delete from kept_triggers where account_id = ${account.id} and flow_id = ${flowId}`;
}

/** Kept triggers whose passages are over. Ride kept_triggers_ready. */
export const keptTriggers: LaneRows = {
  name: 'kept',
  first: (db, account) => db`
    select ready_at as due_at from kept_triggers where account_id = ${account} and ready_at > '-infinity' order by ready_at limit 1`,
  waiting: (db, account, most) => db`
    select ready_at as since, true as is_due from kept_triggers
    where account_id = ${account} and ready_at <= clock.at and ready_at > '-infinity' order by ready_at limit ${most}`,
  until: (db, account, most) => db`
    select ready_at as due_at, record_id, array[flow_id::text] as key from kept_triggers
    where account_id = ${account} and ready_at <= clock.until and ready_at > '-infinity'
    order by ready_at fetch first ${most} rows with ties`,
};
