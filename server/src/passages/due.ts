import type { RecordRef } from '@millrace/core/record';
import type { EpochMillis } from '@millrace/core/time';
import type { LaneRows } from '../accounts/index.ts';
import type { Unit } from '../history/index.ts';
import { type Db, type Fragment, onlyThrough } from '../platform/index.ts';

/** An enrollment to be made due, by default now. */
export interface Woken {
  readonly flowId: string;
  readonly enrollmentId: string;
  readonly at?: EpochMillis;
}

/** Makes active enrollments due, in the order of their keys; skips ended ones. Ids may repeat. */
export async function makeDue(unit: Unit, enrollments: readonly Woken[]): Promise<void> {
  if (enrollments.length === 0) return;
  unit.wake(dueEnrollments);
  await unit.tx`
    insert into due_enrollments (account_id, flow_id, enrollment_id, due_at)
    select ${unit.account.id}::bigint, row.flow_id, row.id, row.at
    from (
      select flow_id, id, min(at) as at from unnest(
        ${enrollments.map(({ flowId }) => flowId)}::bigint[], ${enrollments.map(({ enrollmentId }) => enrollmentId)}::bigint[],
        ${enrollments.map(({ at = unit.account.now }) => at)}::timestamptz[]
      ) as row (flow_id, id, at) group by flow_id, id order by flow_id, id
    ) as row
    cross join lateral (
      select ended from enrollments where account_id = ${unit.account.id} and flow_id = row.flow_id and id = row.id offset 0
    ) as enrollment
    where enrollment.ended = 0
    ${orSooner(unit.tx)}`;
}

/** Makes the active enrollments of records due now, in all flows. Rides enrollments_by_record. */
export async function makeRecordsDue(unit: Unit, refs: readonly RecordRef[]): Promise<void> {
  if (refs.length === 0) return;
  const ids = [...new Set(refs.map((ref) => ref.id))];
  unit.wake(dueEnrollments);
  await unit.tx`
    insert into due_enrollments (account_id, flow_id, enrollment_id, due_at)
    select ${unit.account.id}::bigint, passage.flow_id, passage.id, record.at
    from unnest(${ids}::bigint[], ${ids.map((id) => unit.times.of(id))}::timestamptz[]) as record (id, at)
    cross join lateral (
      select flow_id, id, ended from enrollments
      where account_id = ${unit.account.id} and record_id = record.id and ${unit.tx.unsafe(onlyThrough('record_id'))}
      offset 0
    ) as passage
    where passage.ended = 0
    ${orSooner(unit.tx)}`;
}

/**
 * Makes a flow's enrollments at these actions due now, and those held at any action; with null, all of its enrollments.
 */
export async function makeFlowDue(
  unit: Unit,
  flowId: string,
  actionIds: readonly string[] | null,
): Promise<void> {
  unit.wake(dueEnrollments);
  await unit.tx`
    insert into due_enrollments (account_id, flow_id, enrollment_id, due_at)
    select account_id, flow_id, id, ${unit.account.now}::timestamptz from enrollments
    where account_id = ${unit.account.id} and flow_id = ${flowId} and ended = 0
    ${actionIds ? unit.tx`and (action_id = any(${actionIds as string[]}::text[]) or wait ->> 'kind' = 'held')` : unit.tx``}
    ${orSooner(unit.tx)}`;
}

/** Makes a flow's enrollments with ids in ranges due now. Returns how many there are. */
export async function makeRangesDue(
  unit: Unit,
  flowId: string,
  ranges: readonly { readonly afterId: string; readonly upToId: string }[],
): Promise<number> {
  if (ranges.length === 0) return 0;
  unit.wake(dueEnrollments);
  const [row] = await unit.tx`
    with made as (
      insert into due_enrollments (account_id, flow_id, enrollment_id, due_at)
      select account_id, flow_id, id, ${unit.account.now}::timestamptz from enrollments
      where account_id = ${unit.account.id} and flow_id = ${flowId} and ended = 0 and exists (
        select from unnest(
          ${ranges.map(({ afterId }) => afterId)}::bigint[], ${ranges.map(({ upToId }) => upToId)}::bigint[]
        ) as range (after_id, up_to_id)
        where id > range.after_id and id <= range.up_to_id
      )
      ${orSooner(unit.tx)}
      returning 1
    )
    select count(*)::int as made from made`;
  return row!['made'] as number;
}

/** Makes the enrollments of flows due that are held at a wait that nothing could wait. */
export async function makeHeldDue(unit: Unit, flowIds: readonly string[]): Promise<void> {
  if (flowIds.length === 0) return;
  unit.wake(dueEnrollments);
  await unit.tx`
    insert into due_enrollments (account_id, flow_id, enrollment_id, due_at)
    select account_id, flow_id, id, ${unit.account.now}::timestamptz from enrollments
    where account_id = ${unit.account.id} and flow_id = any(${flowIds as string[]}::bigint[]) and ended = 0
      and wait ->> 'kind' = 'held'
    ${orSooner(unit.tx)}`;
}

/**
 * A passage that is due already, or will be, is due at the sooner instant; one that is set aside, too: its batch sees whether it must leave,
 * and sets it aside again.
 */
export function orSooner(db: Db): Fragment {
  return db`
    on conflict (account_id, flow_id, enrollment_id)
    do update set due_at = least(nullif(due_enrollments.due_at, '-infinity'), excluded.due_at)`;
}

/** The due enrollments that a claim would take, by id. */
export async function dueIds(unit: Unit, most: number): Promise<string[]> {
  const rows = await unit.tx`
    select enrollment_id from due_enrollments
    where account_id = ${unit.account.id} and due_at <= ${unit.account.now} and due_at > '-infinity'
    order by due_at limit ${most}`;
  return rows.map((row) => row['enrollment_id'] as string);
}

/** Enrollments to advance. Ride due_enrollments_by_time. */
export const dueEnrollments: LaneRows = {
  name: 'enrollments',
  first: (db, account) => db`
    select due_at from due_enrollments where account_id = ${account} and due_at > '-infinity' order by due_at limit 1`,
  waiting: (db, account, most) => db`
    select due_at as since, true as is_due from due_enrollments
    where account_id = ${account} and due_at <= clock.at and due_at > '-infinity' order by due_at limit ${most}`,
  until: (db, account, most) => db`
    select due.due_at, passage.record_id, array[due.flow_id::text, due.enrollment_id::text] as key from (
      select flow_id, enrollment_id, due_at from due_enrollments
      where account_id = ${account} and due_at <= clock.until and due_at > '-infinity' order by due_at fetch first ${most} rows with ties
    ) as due
    cross join lateral (${recordOfPassage(db, account, db`due.flow_id`, db`due.enrollment_id`)}) as passage`,
};

/** The record of a passage of an account, as a subquery. Rides the key. */
export function recordOfPassage(db: Db, account: Fragment, flow: Fragment, id: Fragment): Fragment {
  return db`
    select record_id from enrollments where account_id = ${account} and flow_id = ${flow} and id = ${id} offset 0`;
}
