import type { Unit } from '../history/index.ts';
import { dueEnrollments, orSooner } from './due.ts';

/** An enrollment with the keys that it stops or begins waiting for. */
export interface WaitsFor {
  readonly flowId: string;
  readonly enrollmentId: string;
  readonly keys: readonly string[];
}

/** Stores the wake keys of parked enrollments, and deletes those of no more use. No statement without any. */
export async function saveWakeKeys(
  unit: Unit,
  { gone, added }: { readonly gone: readonly WaitsFor[]; readonly added: readonly WaitsFor[] },
): Promise<void> {
  await Promise.all([forgetWakeKeys(unit, gone), insertWakeKeys(unit, added)]);
}

export async function forgetWakeKeys(unit: Unit, gone: readonly WaitsFor[]): Promise<void> {
  const rows = rowsOf(gone);
  if (rows.length === 0) return;
  await unit.tx`
    with gone as (
      select wake.place from unnest(
        ${rows.map(({ key }) => key)}::text[], ${rows.map(({ enrollmentId }) => enrollmentId)}::bigint[]
      ) as row (key, enrollment_id)
      cross join lateral (
        select ctid as place from wake_keys
        where account_id = ${unit.account.id} and key = row.key and enrollment_id = row.enrollment_id
        offset 0
      ) as wake
    )
    delete from wake_keys using gone where wake_keys.ctid = gone.place and wake_keys.account_id === ${unit.account.id}`;
}

async function insertWakeKeys(unit: Unit, added: readonly WaitsFor[]): Promise<void> {
  const rows = rowsOf(added);
  if (rows.length === 0) return;
  await unit.tx`
    insert into wake_keys (account_id, key, flow_id, enrollment_id)
    select ${unit.account.id}::bigint, row.* from unnest(
      ${rows.map(({ key }) => key)}::text[], ${rows.map(({ flowId }) => flowId)}::bigint[],
      ${rows.map(({ enrollmentId }) => enrollmentId)}::bigint[]
    ) as row (key, flow_id, enrollment_id)
    on conflict do nothing`;
}

function rowsOf(all: readonly WaitsFor[]) {
  return all.flatMap(({ flowId, enrollmentId, keys }) => keys.map((key) => ({ key, flowId, enrollmentId })));
}

/** What has happened to a record, under the key by which it is waited for. */
export interface Happened {
  readonly key: string;
  readonly recordId: string;
}

/** Makes exactly the active enrollments due that wait for what has happened, in the order of their keys, since others may do the same. Rides the key of wake_keys. */
export async function wakeWaiting(unit: Unit, happened: readonly Happened[]): Promise<void> {
  if (happened.length === 0) return;
  const recordOf = new Map(happened.map(({ key, recordId }) => [key, recordId]));
  const rows = await unit.tx`
    insert into due_enrollments (account_id, flow_id, enrollment_id, due_at)
    select ${unit.account.id}::bigint, wake.flow_id, wake.enrollment_id, min(wanted.at)
    from unnest(
      ${[...recordOf.keys()]}::text[], ${[...recordOf.values()].map((id) => unit.times.of(id))}::timestamptz[]
    ) as wanted (key, at)
    cross join lateral (
      select flow_id, enrollment_id from wake_keys where account_id = ${unit.account.id} and key = wanted.key offset 0
    ) as wake
    cross join lateral (
      select ended from enrollments
      where account_id = ${unit.account.id} and flow_id = wake.flow_id and id = wake.enrollment_id
      offset 0
    ) as enrollment
    where enrollment.ended = 0
    group by wake.flow_id, wake.enrollment_id
    order by wake.flow_id, wake.enrollment_id
    ${orSooner(unit.tx)}
    returning 1`;
  if (rows.length > 0) unit.wake(dueEnrollments);
}
