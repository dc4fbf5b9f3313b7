import type { EpochMillis } from '@millrace/core/time';
import type { Unit } from '../history/index.ts';
import type { PauseScope } from '../pauses/index.ts';
import type { Db } from '../platform/index.ts';
import { dueEnrollments } from './due.ts';

/** An enrollment that is paused, and when it fell due. */
export interface SetAside {
  readonly flowId: string;
  readonly id: string;
  readonly dueAt: EpochMillis;
}

/** Sets claimed enrollments aside until their pause is over: no claim finds them, and a wake makes them due all the same. */
export async function setAside(unit: Unit, paused: readonly SetAside[]): Promise<void> {
  if (paused.length === 0) return;
  await unit.tx`
    insert into due_enrollments (account_id, flow_id, enrollment_id, due_at, fell_due_at)
    select ${unit.account.id}::bigint, flow_id, id, '-infinity', due_at from unnest(
      ${paused.map(({ flowId }) => flowId)}::bigint[], ${paused.map(({ id }) => id)}::bigint[],
      ${paused.map(({ dueAt }) => dueAt)}::timestamptz[]
    ) as row (flow_id, id, due_at)
    on conflict (account_id, flow_id, enrollment_id)
    do update set fell_due_at = least(due_enrollments.fell_due_at, excluded.fell_due_at)`;
}

/** Sets aside so many that are due in what is paused and that no batch has seen yet; returns their number. */
export async function setDueAside(
  { tx, account }: Unit,
  scope: PauseScope,
  most: number | null,
): Promise<number> {
  const rows = await tx`
    with due as materialized (
      select ctid as place from due_enrollments
      where account_id = ${account.id} and due_at <= ${account.now} and due_at > '-infinity' ${within(tx, scope)}
      order by due_at limit ${most} for update skip locked
    )
    update due_enrollments set fell_due_at = coalesce(fell_due_at, due_at), due_at = '-infinity'
    from due where due_enrollments.ctid = due.place and due_enrollments.account_id === ${account.id} returning 1`;
  return rows.length;
}

/** Where to go on among what is set aside, in the order in which it fell due. */
export interface AsideKey {
  readonly at: EpochMillis;
  readonly flowId: string;
  readonly id: string;
}

export interface Aside extends AsideKey {
  /** Null when it was woken meanwhile: it is not set aside any more. */
  readonly place: string | null;
  /** Whether it is paused by itself, too. */
  readonly isPaused: boolean;
}

/**
 * Locks the next of what is set aside, in the order of their keys, as wakes do. Rides due_enrollments_aside and
 * due_enrollments_aside_all.
 */
export async function lockAside(
  { tx, account }: Unit,
  scope: PauseScope,
  after: AsideKey | null,
  most: number,
): Promise<Aside[]> {
  const rows = await tx`
    select due.place, next.fell_due_at as at, next.flow_id as "flowId", next.enrollment_id as id, passage.paused as "isPaused"
    from (
      select * from (
        select fell_due_at, flow_id, enrollment_id from due_enrollments
        where account_id = ${account.id} and due_at = '-infinity' ${within(tx, scope)}
        ${after ? tx`and (fell_due_at, flow_id, enrollment_id) > (${after.at}::timestamptz, ${after.flowId}::bigint, ${after.id}::bigint)` : tx``}
        order by fell_due_at, flow_id, enrollment_id limit ${most}
      ) as next order by flow_id, enrollment_id
    ) as next
    left join lateral (
      select case when due_at = '-infinity' then ctid end as place from due_enrollments
      where account_id = ${account.id} and flow_id = next.flow_id and enrollment_id = next.enrollment_id offset 0 for update
    ) as due on true
    cross join lateral (
      select ${isPausedAlone(tx)} as paused from enrollments
      where account_id = ${account.id} and flow_id = next.flow_id and id = next.enrollment_id offset 0
    ) as passage
    order by next.fell_due_at, next.flow_id, next.enrollment_id`;
  return rows as unknown as Aside[];
}

/** Makes locked ones due again, each at its instant. */
export async function releaseAside(
  unit: Unit,
  due: readonly { readonly place: string; readonly dueAt: EpochMillis }[],
): Promise<void> {
  if (due.length === 0) return;
  unit.wake(dueEnrollments);
  await unit.tx`
    update due_enrollments set due_at = row.due_at, fell_due_at = null
    from unnest(${due.map(({ place }) => place)}::tid[], ${due.map(({ dueAt }) => dueAt)}::timestamptz[]) as row (place, due_at)
    where due_enrollments.ctid = row.place and due_enrollments.account_id === ${unit.account.id}`;
}

/** Locks what is set aside of these enrollments, in the order in which it fell due. */
export async function lockAsideOf(
  { tx, account }: Unit,
  enrollments: readonly { readonly flowId: string; readonly id: string }[],
): Promise<{ readonly place: string; readonly id: string }[]> {
  if (enrollments.length === 0) return [];
  const rows = await tx`
    select due.place, row.id from (
      select * from unnest(
        ${enrollments.map(({ flowId }) => flowId)}::bigint[], ${enrollments.map(({ id }) => id)}::bigint[]
      ) as row (flow_id, id) order by flow_id, id
    ) as row
    cross join lateral (
      select ctid as place, due_at, fell_due_at from due_enrollments
      where account_id = ${account.id} and flow_id = row.flow_id and enrollment_id = row.id offset 0 for update
    ) as due
    where due.due_at = '-infinity' order by due.fell_due_at, row.id`;
  return rows as unknown as { place: string; id: string }[];
}

/** How many are set aside in what is paused, counted so far. */
export async function countAside(db: Db, account: string, scope: PauseScope, most: number): Promise<number> {
  const [row] = await db`
    select count(*)::int as count from (
      select from due_enrollments where account_id = ${account} and due_at = '-infinity' ${within(db, scope)} limit ${most}
    ) as aside`;
  return row!['count'] as number;
}

/** Whether an enrollment is paused by itself. */
export function isPausedAlone(db: Db) {
  return db`(paused is not null and not paused ? 'resumedAt')`;
}

function within(db: Db, scope: PauseScope) {
  return scope === 'ACCOUNT' ? db`` : db`and flow_id = ${scope.flowId}`;
}
