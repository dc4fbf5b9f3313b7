import { SKIPPABLE_WAITS } from '@millrace/core/flow';
import { noteEnrollmentsPaused } from '../accounts/index.ts';
import type { Unit } from '../history/index.ts';
import type { EnrollmentPause, PauseScope } from '../pauses/index.ts';
import type { Fragment } from '../platform/index.ts';
import { isPausedAlone } from './aside.ts';
import { type ClaimedEnrollment, claimedColumns, stateOf } from './turns.ts';

/** An enrollment by its key. */
export interface PassageKey {
  readonly flowId: string;
  readonly id: string;
}

/** An enrollment locked for its turn. */
export interface Locked extends PassageKey {
  readonly hasEnded: boolean;
  readonly paused: EnrollmentPause | null;
  /** Whether it waits for a length of time, or may. */
  readonly waits: boolean;
}

/** Locks the due rows of enrollments, and then these, also ended ones: the order in which batches lock them. */
export async function lockForTurn({ tx, account }: Unit, keys: readonly PassageKey[]): Promise<Locked[]> {
  if (keys.length === 0) return [];
  const row = tx`
    select * from unnest(${keys.map(({ flowId }) => flowId)}::bigint[], ${keys.map(({ id }) => id)}::bigint[]) as row (flow_id, id)
    order by flow_id, id`;
  await tx`
    select from (${row}) as row cross join lateral (
      select from due_enrollments where account_id = ${account.id} and flow_id = row.flow_id and enrollment_id = row.id
      offset 0 for update
    ) as due`;
  const rows = await tx`
    select held.flow_id as "flowId", held.id, held.paused, held.ended > 0 as "hasEnded", coalesce(held.wait ->> 'kind' = any(${SKIPPABLE_WAITS}::text[]), false) as waits from (${row}) as row cross join lateral (
      select flow_id, id, paused, wait, ended from enrollments where account_id = ${account.id} and flow_id = row.flow_id and id = row.id
      offset 0 for update
    ) as held`;
  return rows as unknown as Locked[];
}

/** Which of these are paused by themselves; they stay so until this transaction ends. */
export async function lockPausedAlone(
  { tx, account }: Unit,
  keys: readonly PassageKey[],
): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set();
  const rows = await tx`
    select held.id from (
      select distinct * from unnest(${keys.map(({ flowId }) => flowId)}::bigint[], ${keys.map(({ id }) => id)}::bigint[]) as row (flow_id, id)
      order by flow_id, id
    ) as row
    cross join lateral (
      select id, paused from enrollments where account_id = ${account.id} and flow_id = row.flow_id and id = row.id
      offset 0 for share
    ) as held
    where ${isPausedAlone(tx)}`;
  return new Set(rows.map((row) => row['id'] as string));
}

/** Pauses locked enrollments by themselves. */
export async function pauseStored(
  { tx, account }: Unit,
  keys: readonly PassageKey[],
  pause: EnrollmentPause,
): Promise<void> {
  if (keys.length === 0) return;
  await noteEnrollmentsPaused(tx, account.id);
  await tx`
    update enrollments set paused = ${JSON.stringify(pause)}::text::jsonb from ${placesOf(tx, account.id, keys)}
    where enrollments.ctid = row.place and enrollments.account_id === ${account.id}`;
}

/** What is stored of an enrollment at the end of a pause. */
export interface Resumed extends PassageKey {
  readonly stillMs: number;
  /** Its pause by itself, if it lasts, or if a wider one has still to count it. */
  readonly kept: EnrollmentPause | null;
}

/** Adds to the waits of locked enrollments for how long time stood still, and keeps what is to be kept of their own pauses. */
export async function storeStill({ tx, account }: Unit, resumed: readonly Resumed[]): Promise<void> {
  if (resumed.length === 0) return;
  await tx`
    update enrollments set paused = said.kept::jsonb, wait = ${later(tx, tx`said.still`)}
    from ${placesOf(tx, account.id, resumed)}
    join unnest(
      ${resumed.map(({ id }) => id)}::bigint[], ${resumed.map(({ stillMs }) => stillMs)}::bigint[],
      ${resumed.map(({ kept }) => kept && JSON.stringify(kept))}::text[]
    ) as said (id, still, kept) on said.id = row.id
    where enrollments.ctid = row.place and enrollments.account_id === ${account.id}`;
}

/** The wait, with so many milliseconds more for which time stood still. All of it immutable, since Citus refuses anything else within CASE. */
function later(tx: Unit['tx'], still: Fragment) {
  return tx`
    case when ${still} > 0 and wait ->> 'kind' = any(${SKIPPABLE_WAITS as string[]}::text[])
    then jsonb_set(wait, '{stoodStill}', (coalesce((wait ->> 'stoodStill')::bigint, 0) + ${still})::text::jsonb) else wait end`;
}

function placesOf(tx: Unit['tx'], account: string, keys: readonly PassageKey[]) {
  return tx`(
    select row.id, held.place from unnest(
      ${keys.map(({ flowId }) => flowId)}::bigint[], ${keys.map(({ id }) => id)}::bigint[]
    ) as row (flow_id, id)
    cross join lateral (
      select ctid as place from enrollments where account_id = ${account} and flow_id = row.flow_id and id = row.id offset 0
    ) as held
  ) as row`;
}

/** Takes locked enrollments whose waits are to be told anew, as a claim does: their due rows go, and come back with their turn. */
export async function claimWaiting(
  { tx, account }: Unit,
  keys: readonly PassageKey[],
): Promise<ClaimedEnrollment[]> {
  if (keys.length === 0) return [];
  const rows = await tx`
    with wanted as materialized (
      select enrollment.* from unnest(${keys.map(({ flowId }) => flowId)}::bigint[], ${keys.map(({ id }) => id)}::bigint[]) as row (flow_id, id)
      cross join lateral (
        select * from enrollments where account_id = ${account.id} and flow_id = row.flow_id and id = row.id offset 0
      ) as enrollment
      where enrollment.ended = 0 and wait ->> 'kind' = any(${SKIPPABLE_WAITS as string[]}::text[])
    ), gone as (
      delete from due_enrollments using (
        select due.place from wanted cross join lateral (
          select ctid as place from due_enrollments
          where account_id = ${account.id} and flow_id = wanted.flow_id and enrollment_id = wanted.id offset 0
        ) as due
      ) as due
      where due_enrollments.ctid = due.place and due_enrollments.account_id === ${account.id}
      returning due_enrollments.enrollment_id, coalesce(fell_due_at, due_enrollments.due_at) as due_at
    )
    select ${claimedColumns(tx)}, coalesce(gone.due_at, ${account.now}::timestamptz) as "dueAt"
    from wanted as enrollment left join gone on gone.enrollment_id = enrollment.id`;
  return rows.map((row) => stateOf<ClaimedEnrollment>(row));
}

/** Where to go on among those inside. */
export interface InsideKey {
  readonly flowId: string;
  readonly recordId: string;
}

/** The next of those inside of what is paused. Rides enrollments_active. */
export async function nextInside(
  { tx, account }: Unit,
  scope: PauseScope,
  after: InsideKey | null,
  most: number,
): Promise<(InsideKey & PassageKey)[]> {
  const rows = await tx`
    select flow_id as "flowId", record_id as "recordId", id from enrollments
    where account_id = ${account.id} and ended = 0 ${scope === 'ACCOUNT' ? tx`` : tx`and flow_id = ${scope.flowId}`}
    ${after ? tx`and (flow_id, record_id) > (${after.flowId}::bigint, ${after.recordId}::bigint)` : tx``}
    order by flow_id, record_id limit ${most}`;
  return rows as unknown as (InsideKey & PassageKey)[];
}
