import type { EnrollmentState, LeaveReason, Step, Trigger } from '@millrace/core/flow';
import type { RecordRef } from '@millrace/core/record';
import type { EpochMillis } from '@millrace/core/time';
import type { AccountId, DueAccount } from '../accounts/index.ts';
import type { Unit } from '../history/index.ts';
import type { Db } from '../platform/index.ts';
import { endedMove, logStatusLists } from './status-lists.ts';

/** A record to be let into a flow. */
export interface Admission {
  readonly flowId: string;
  readonly revisionId: string;
  readonly startActionId: string | null;
  readonly ref: RecordRef;
  readonly trigger: Trigger;
  readonly depth: number;
  /** The instant of what let it in. */
  readonly at: EpochMillis;
}

/** An enrollment as it is stored after its turn. */
export interface SavedEnrollment {
  readonly enrollment: EnrollmentState;
  readonly end: { readonly status: string; readonly reason: string } | null;
  /** When it is to be looked at again; null when something else will wake it, or it has ended. */
  readonly dueAt: EpochMillis | null;
}

/** How a record stands to a flow: inside, or inside at some time before. */
export interface Standing {
  readonly active: boolean;
}

/**
 * Lets records in: enrollments that are due at once. One that is active already is left as it is.
 * Returns the ids of those that came in, in the order of the admissions, null for the others.
 */
export async function insertEnrollments(
  unit: Unit,
  admissions: readonly Admission[],
): Promise<(string | null)[]> {
  if (admissions.length === 0) return [];
  const rows = await unit.tx`
    with entered as (
      insert into enrollments (account_id, flow_id, object_type_id, record_id, enrolled_at, trigger, depth, action_id, revision_id)
      select ${unit.account.id}::bigint, flow_id, object_type_id, record_id, at, trigger::jsonb, depth, action_id, revision_id
      from unnest(
        ${admissions.map((admission) => admission.flowId)}::bigint[], ${admissions.map((admission) => admission.ref.objectTypeId)}::text[],
        ${admissions.map((admission) => admission.ref.id)}::bigint[], ${admissions.map((admission) => admission.at)}::timestamptz[],
        ${admissions.map((admission) => JSON.stringify(admission.trigger))}::text[], ${admissions.map((admission) => admission.depth)}::smallint[],
        ${admissions.map((admission) => admission.startActionId)}::text[], ${admissions.map((admission) => admission.revisionId)}::bigint[]
      ) as row (flow_id, object_type_id, record_id, at, trigger, depth, action_id, revision_id)
      on conflict (account_id, flow_id, record_id, ended) do nothing
      returning flow_id, id, record_id
    ), due as (
      insert into due_enrollments (account_id, flow_id, enrollment_id, due_at)
      select ${unit.account.id}::bigint, flow_id, id, ${unit.account.now}::timestamptz from entered
    )
    select flow_id, id, record_id from entered`;
  if (rows.length > 0) unit.wake('enrollments');
  const entered = new Set(rows.map((row) => `${row['flow_id']}/${row['record_id']}`));
  await logStatusLists(
    unit,
    admissions
      .filter(({ flowId, ref }) => entered.has(`${flowId}/${ref.id}`))
      .map(({ flowId, ref, depth }) => ({ flowId, ref, depth, joined: ['ENROLLMENT', 'ACTIVE'], left: [] })),
  );
  const ids = new Map(rows.map((row) => [`${row['flow_id']}/${row['record_id']}`, row['id'] as string]));
  return admissions.map(({ flowId, ref }) => {
    const key = `${flowId}/${ref.id}`;
    const id = ids.get(key) ?? null;
    ids.delete(key);
    return id;
  });
}

/** A record that is not let in, and why. */
export interface Refused {
  readonly admission: Admission;
  readonly reason: LeaveReason;
}

/** Writes down, in the flow's history, who was refused at the door; nobody has been inside by that. */
export async function insertRefusals(unit: Unit, refused: readonly Refused[]): Promise<void> {
  if (refused.length === 0) return;
  const admissions = refused.map(({ admission }) => admission);
  await unit.tx`
    insert into enrollments (account_id, flow_id, id, object_type_id, record_id, status, ended, end_reason, enrolled_at, ended_at,
                             trigger, depth, revision_id, entered)
    select ${unit.account.id}::bigint, flow_id, id, object_type_id, record_id, 'UNENROLLED', id, reason, at, at, trigger::jsonb, depth,
           revision_id, false
    from (
      select nextval('enrollment_ids') as id, row.* from unnest(
        ${admissions.map(({ flowId }) => flowId)}::bigint[], ${admissions.map(({ ref }) => ref.objectTypeId)}::text[],
        ${admissions.map(({ ref }) => ref.id)}::bigint[], ${refused.map(({ reason }) => reason)}::text[],
        ${admissions.map(({ at }) => at)}::timestamptz[], ${admissions.map(({ trigger }) => JSON.stringify(trigger))}::text[],
        ${admissions.map(({ depth }) => depth)}::smallint[], ${admissions.map(({ revisionId }) => revisionId)}::bigint[]
      ) as row (flow_id, object_type_id, record_id, reason, at, trigger, depth, revision_id)
    ) as refused`;
}

/** How records stand to flows, by `flow/record`; absent when one has never been in. Rides enrollments_one_active. */
export async function loadStandings(
  db: Db,
  account: AccountId,
  pairs: readonly { readonly flowId: string; readonly recordId: string }[],
): Promise<Map<string, Standing>> {
  if (pairs.length === 0) return new Map();
  const rows = await db`
    select flow_id, record_id, bool_or(ended = 0) as active from enrollments
    where account_id = ${account} and entered and (flow_id, record_id) in (
      select * from unnest(${pairs.map((pair) => pair.flowId)}::bigint[], ${pairs.map((pair) => pair.recordId)}::bigint[])
    )
    group by flow_id, record_id`;
  return new Map(
    rows.map((row) => [`${row['flow_id']}/${row['record_id']}`, { active: row['active'] as boolean }]),
  );
}

/** A claimed enrollment, and when it had fallen due. */
export type ClaimedEnrollment = EnrollmentState & { readonly dueAt: EpochMillis };

/**
 * Takes up to `most` due enrollments: their due rows go, the enrollments are locked. All is as before when the
 * transaction is given up. With `only`, of these ids.
 */
export async function claimDue(
  unit: Unit,
  most: number,
  only: readonly string[] | null,
): Promise<ClaimedEnrollment[]> {
  const { id: account, now } = unit.account;
  const rows = await unit.tx`
    with due as materialized (
      select account_id, flow_id, enrollment_id from due_enrollments
      where account_id = ${account} and due_at <= ${now}
      ${only ? unit.tx`and enrollment_id = any(${only as string[]}::bigint[])` : unit.tx``}
      order by due_at limit ${most} for update skip locked
    ), claimed as (
      delete from due_enrollments using due
      where due_enrollments.account_id = due.account_id and due_enrollments.flow_id = due.flow_id
        and due_enrollments.enrollment_id = due.enrollment_id
      returning due_enrollments.flow_id, due_enrollments.enrollment_id, due_enrollments.due_at
    )
    select enrollments.id, enrollments.flow_id as "flowId", object_type_id as "objectTypeId", record_id as "recordId", trigger, depth,
           action_id as "actionId", revision_id as "revisionId", step_count as "stepCount", wait, outputs, claimed.due_at as "dueAt"
    from claimed join enrollments
      on enrollments.account_id = ${account} and enrollments.flow_id = claimed.flow_id and enrollments.id = claimed.enrollment_id
    where enrollments.ended = 0
    for update of enrollments`;
  return rows.map(claimedOf);
}

function claimedOf(row: Record<string, unknown>): ClaimedEnrollment {
  const { objectTypeId, recordId, outputs, ...rest } = row as {
    objectTypeId: string;
    recordId: string;
    outputs: object | null;
  };
  return {
    ...rest,
    record: { objectTypeId, id: recordId },
    outputs: outputs ?? {},
  } as unknown as ClaimedEnrollment;
}

/** Stores enrollments after their turn, and when they are due again; two statements, however many they are. */
export async function saveEnrollments(unit: Unit, saved: readonly SavedEnrollment[]): Promise<void> {
  if (saved.length === 0) return;
  await Promise.all([updateEnrollments(unit, saved), insertDue(unit, saved)]);
  await logStatusLists(
    unit,
    saved.flatMap(({ enrollment, end }) =>
      end ? [endedMove(enrollment.flowId, enrollment.record, end, enrollment.depth)] : [],
    ),
  );
}

async function updateEnrollments(unit: Unit, saved: readonly SavedEnrollment[]): Promise<void> {
  await unit.tx`
    update enrollments set status = row.status::enrollment_status, end_reason = row.reason,
           ended = case when row.reason is null then 0 else row.id end,
           ended_at = case when row.reason is null then null else ${unit.account.now}::timestamptz end,
           action_id = row.action_id, revision_id = row.revision_id, step_count = row.step_count,
           wait = row.wait::jsonb, outputs = row.outputs::jsonb
    from unnest(
      ${saved.map(({ enrollment }) => enrollment.flowId)}::bigint[], ${saved.map(({ enrollment }) => enrollment.id)}::bigint[],
      ${saved.map(({ end }) => end?.status ?? 'ACTIVE')}::text[], ${saved.map(({ end }) => end?.reason ?? null)}::text[],
      ${saved.map(({ enrollment }) => enrollment.actionId)}::text[], ${saved.map(({ enrollment }) => enrollment.revisionId)}::bigint[],
      ${saved.map(({ enrollment }) => enrollment.stepCount)}::integer[],
      ${saved.map(({ enrollment }) => (enrollment.wait ? JSON.stringify(enrollment.wait) : null))}::text[],
      ${saved.map(({ enrollment }) => outputsOf(enrollment))}::text[]
    ) as row (flow_id, id, status, reason, action_id, revision_id, step_count, wait, outputs)
    where enrollments.account_id = ${unit.account.id} and enrollments.flow_id = row.flow_id and enrollments.id = row.id`;
}

function outputsOf({ outputs }: EnrollmentState): string | null {
  for (const _ in outputs) return JSON.stringify(outputs);
  return null;
}

async function insertDue(unit: Unit, saved: readonly SavedEnrollment[]): Promise<void> {
  const due = saved.filter((each) => each.dueAt !== null);
  if (due.length === 0) return;
  if (due.some(({ dueAt }) => dueAt! <= unit.account.now)) unit.wake('enrollments');
  await unit.tx`
    insert into due_enrollments (account_id, flow_id, enrollment_id, due_at)
    select ${unit.account.id}::bigint, row.* from unnest(
      ${due.map(({ enrollment }) => enrollment.flowId)}::bigint[], ${due.map(({ enrollment }) => enrollment.id)}::bigint[],
      ${due.map(({ dueAt }) => dueAt)}::timestamptz[]
    ) as row (flow_id, id, due_at)
    on conflict (account_id, flow_id, enrollment_id) do update set due_at = least(due_enrollments.due_at, excluded.due_at)`;
}

/** Makes enrollments due now, those that have not ended; others are left in peace. */
export async function makeDue(
  unit: Unit,
  enrollments: readonly { readonly flowId: string; readonly enrollmentId: string }[],
): Promise<void> {
  if (enrollments.length === 0) return;
  unit.wake('enrollments');
  await unit.tx`
    insert into due_enrollments (account_id, flow_id, enrollment_id, due_at)
    select ${unit.account.id}::bigint, enrollments.flow_id, enrollments.id, ${unit.account.now}::timestamptz
    from unnest(
      ${enrollments.map(({ flowId }) => flowId)}::bigint[], ${enrollments.map(({ enrollmentId }) => enrollmentId)}::bigint[]
    ) as row (flow_id, id)
    join enrollments on enrollments.account_id = ${unit.account.id} and enrollments.flow_id = row.flow_id
      and enrollments.id = row.id and enrollments.ended = 0
    on conflict (account_id, flow_id, enrollment_id) do update set due_at = least(due_enrollments.due_at, excluded.due_at)`;
}

/** Makes the active enrollments of records due now, in whichever flow of their type. Rides enrollments_one_active. */
export async function makeRecordsDue(unit: Unit, refs: readonly RecordRef[]): Promise<void> {
  if (refs.length === 0) return;
  unit.wake('enrollments');
  await unit.tx`
    insert into due_enrollments (account_id, flow_id, enrollment_id, due_at)
    select enrollments.account_id, enrollments.flow_id, enrollments.id, ${unit.account.now}::timestamptz
    from unnest(${refs.map((ref) => ref.objectTypeId)}::text[], ${refs.map((ref) => ref.id)}::bigint[]) as row (object_type_id, id)
    join flows on flows.account_id = ${unit.account.id} and flows.object_type_id = row.object_type_id
    join enrollments on enrollments.account_id = ${unit.account.id} and enrollments.flow_id = flows.id
      and enrollments.record_id = row.id and enrollments.ended = 0
    on conflict (account_id, flow_id, enrollment_id) do update set due_at = least(due_enrollments.due_at, excluded.due_at)`;
}

/** Makes all who wait in a flow due now, at one of these actions or, with null, wherever they are. */
export async function makeFlowDue(
  unit: Unit,
  flowId: string,
  actionIds: readonly string[] | null,
): Promise<void> {
  if (actionIds?.length === 0) return;
  unit.wake('enrollments');
  await unit.tx`
    insert into due_enrollments (account_id, flow_id, enrollment_id, due_at)
    select account_id, flow_id, id, ${unit.account.now}::timestamptz from enrollments
    where account_id = ${unit.account.id} and flow_id = ${flowId} and ended = 0
    ${actionIds ? unit.tx`and action_id = any(${actionIds as string[]}::text[])` : unit.tx``}
    on conflict (account_id, flow_id, enrollment_id) do update set due_at = least(due_enrollments.due_at, excluded.due_at)`;
}

/** Writes the action log of a batch, in one statement. */
export async function insertSteps(
  unit: Unit,
  taken: readonly { readonly enrollment: EnrollmentState; readonly steps: readonly Step[] }[],
): Promise<void> {
  const rows = taken.flatMap(({ enrollment, steps }) => steps.map((step) => ({ enrollment, step })));
  if (rows.length === 0) return;
  await unit.tx`
    insert into steps (account_id, flow_id, enrollment_id, number, record_id, revision_id, action_id, action_type, outcome, reason,
                       detail, started_at, at)
    select ${unit.account.id}::bigint, flow_id, enrollment_id, number, record_id, revision_id, action_id, action_type,
           outcome::step_outcome, reason, detail::jsonb, started_at, at
    from unnest(
      ${rows.map(({ enrollment }) => enrollment.flowId)}::bigint[], ${rows.map(({ enrollment }) => enrollment.id)}::bigint[],
      ${rows.map(({ step }) => step.number)}::integer[], ${rows.map(({ enrollment }) => enrollment.record.id)}::bigint[],
      ${rows.map(({ enrollment }) => enrollment.revisionId)}::bigint[], ${rows.map(({ step }) => step.actionId)}::text[],
      ${rows.map(({ step }) => step.actionType)}::text[], ${rows.map(({ step }) => step.outcome)}::text[],
      ${rows.map(({ step }) => step.reason)}::text[], ${rows.map(({ step }) => (step.detail ? JSON.stringify(step.detail) : null))}::text[],
      ${rows.map(({ step }) => step.startedAt)}::timestamptz[], ${rows.map(({ step }) => step.at)}::timestamptz[]
    ) as row (flow_id, enrollment_id, number, record_id, revision_id, action_id, action_type, outcome, reason, detail, started_at, at)`;
}

/** When the next enrollment falls due, null when none waits. */
export async function nextEnrollmentDue(db: Db, account: AccountId): Promise<EpochMillis | null> {
  const [row] =
    await db`select due_at from due_enrollments where account_id = ${account} order by due_at limit 1`;
  return (row?.['due_at'] as EpochMillis | undefined) ?? null;
}

/** The due enrollments that a claim would take, by id. */
export async function dueIds(unit: Unit, most: number): Promise<string[]> {
  const rows = await unit.tx`
    select enrollment_id from due_enrollments where account_id = ${unit.account.id} and due_at <= ${unit.account.now}
    order by due_at limit ${most}`;
  return rows.map((row) => row['enrollment_id'] as string);
}

/** Which accounts have enrollments that are or will be due, and when. Rides due_enrollments_by_time, a row an account. */
export async function dueEnrollments(db: Db): Promise<DueAccount[]> {
  const rows = await db`
    select accounts.id as "accountId", extract(epoch from next.due_at - account_now(accounts)) * 1000 as "inMs"
    from accounts, lateral (
      select due_at from due_enrollments where account_id = accounts.id order by due_at limit 1
    ) as next`;
  return rows.map((row) => ({ accountId: row['accountId'] as string, inMs: Number(row['inMs']) }));
}
