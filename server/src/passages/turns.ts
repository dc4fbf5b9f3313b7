import type { EnrollmentState, Step, Wait } from '@millrace/core/flow';
import type { EpochMillis } from '@millrace/core/time';
import type { DueRow } from '../accounts/index.ts';
import type { Unit } from '../history/index.ts';
import type { EnrollmentPause } from '../pauses/index.ts';
import { type Db, type Fragment, insertRows } from '../platform/index.ts';
import { dueEnrollments, orSooner } from './due.ts';
import { isMailed } from './mailed.ts';
import { logMoves } from './moves.ts';
import { noteTallies, tally } from './tallies.ts';
import { tellOfPassages } from './tell-passages.ts';
import { turnsOf } from './turn-rows.ts';
import { saveWakeKeys } from './wakes.ts';

/** A claimed enrollment, and its due instant: the first since it was paused. */
export type ClaimedEnrollment = EnrollmentState & {
  readonly dueAt: EpochMillis;
  readonly paused: EnrollmentPause | null;
};

/**
 * Claims up to `most` due enrollments: deletes their due rows, locks the enrollments. A rollback restores
 * all. With `only`, of these ids.
 */
export async function claimDue(
  unit: Unit,
  most: number,
  only: readonly string[] | null,
): Promise<ClaimedEnrollment[]> {
  const { id: account, now } = unit.account;
  return claim(
    unit,
    unit.tx`
      select ctid as place from due_enrollments
      where account_id = ${account} and due_at <= ${now} and due_at > '-infinity'
      ${only ? unit.tx`and enrollment_id = any(${only as string[]}::bigint[])` : unit.tx``}
      order by due_at limit ${most} for update skip locked`,
  );
}

/**
 * Claims these of a stretch of time that is worked at once, each the next that its record comes to, and tells the unit the time of their records.
 */
export async function claimDueOf(unit: Unit, rows: readonly DueRow[]): Promise<ClaimedEnrollment[]> {
  for (const { recordId, at } of rows) unit.times.tell(recordId, at);
  return claim(
    unit,
    unit.tx`
      select due.place from unnest(
        ${rows.map(({ key }) => key[0]!)}::bigint[], ${rows.map(({ key }) => key[1]!)}::bigint[],
        ${rows.map(({ at }) => at)}::timestamptz[]
      ) as row (flow_id, id, at)
      cross join lateral (
        select ctid as place from due_enrollments
        where account_id = ${unit.account.id} and flow_id = row.flow_id and enrollment_id = row.id
          and due_at <= row.at and due_at > '-infinity'
        offset 0 for update skip locked
      ) as due`,
  );
}

async function claim(unit: Unit, due: Fragment): Promise<ClaimedEnrollment[]> {
  const rows = await unit.tx`
    with due as materialized (${due}), claimed as (
      delete from due_enrollments using due where due_enrollments.ctid = due.place and due_enrollments.account_id === ${unit.account.id}
      returning due_enrollments.flow_id, due_enrollments.enrollment_id, coalesce(fell_due_at, due_enrollments.due_at) as due_at
    )
    select ${claimedColumns(unit.tx)}, claimed.due_at as "dueAt"
    from claimed cross join lateral (
      select * from enrollments where account_id = ${unit.account.id} and flow_id = claimed.flow_id and id = claimed.enrollment_id
      offset 0 for update
    ) as enrollment
    where enrollment.ended = 0`;
  return rows.map((row) => stateOf<ClaimedEnrollment>(row));
}

export function claimedColumns(db: Db): Fragment {
  return db`
    enrollment.id, enrollment.flow_id as "flowId", object_type_id as "objectTypeId", record_id as "recordId", enrolled_at as "enrolledAt", trigger, depth,
    action_id as "actionId", revision_id as "revisionId", step_count as "stepCount", wait, outputs, paused`;
}

/** An enrollment from its row. */
export function stateOf<State extends EnrollmentState>(row: Record<string, unknown>): State {
  const { objectTypeId, recordId, outputs, ...rest } = row as {
    objectTypeId: string;
    recordId: string;
    outputs: object | null;
  };
  return {
    ...rest,
    record: { objectTypeId, id: recordId },
    outputs: outputs ?? {},
  } as unknown as State;
}

/** An enrollment as stored after its turn. */
export interface SavedEnrollment {
  readonly enrollment: EnrollmentState;
  /** Its wait when it was claimed. */
  readonly waited: Wait | null;
  readonly end: { readonly status: string; readonly reason: string } | null;
  /** Its next due instant; null when something else will wake it, or it has ended. */
  readonly dueAt: EpochMillis | null;
}

/** Stores claimed enrollments after their turn, with their next due instants; two statements for any number. */
export async function saveEnrollments(unit: Unit, saved: readonly SavedEnrollment[]): Promise<void> {
  if (saved.length === 0) return;
  tellOfPassages(
    unit,
    saved.map(({ enrollment: { id, flowId, record } }) => ({ flowId, enrollmentId: id, record })),
  );
  await Promise.all([
    updateEnrollments(unit, saved),
    insertDue(unit, saved),
    saveWakeKeys(unit, wakesOf(saved)),
  ]);
  await logMoves(
    unit,
    saved.flatMap(({ enrollment, end }) => {
      const { id, flowId, record, depth } = enrollment;
      if (!end) return [];
      const step = STEP_OF[end.status as keyof typeof STEP_OF];
      return [{ enrollmentId: id, flowId, ref: record, step, reason: end.reason, depth }];
    }),
  );
}

const STEP_OF = { COMPLETED: 'completed', FAILED: 'failed', UNENROLLED: 'left' } as const;

/** Keys that stay are left as they are. */
function wakesOf(saved: readonly SavedEnrollment[]) {
  const differing = saved.flatMap(({ enrollment, waited }) => {
    const [before, now] = [waited?.wakes ?? [], enrollment.wait?.wakes ?? []];
    if (before.length === 0 && now.length === 0) return [];
    const of = { flowId: enrollment.flowId, enrollmentId: enrollment.id };
    const gone = { ...of, keys: before.filter((key) => !now.includes(key)) };
    return [{ gone, added: { ...of, keys: now.filter((key) => !before.includes(key)) } }];
  });
  return { gone: differing.map(({ gone }) => gone), added: differing.map(({ added }) => added) };
}

async function updateEnrollments(unit: Unit, saved: readonly SavedEnrollment[]): Promise<void> {
  await unit.tx`
    update enrollments set status = row.status, end_reason = row.reason,
           ended = case when row.reason is null then 0 else row.id end,
           ended_at = case when row.reason is null then null else row.at end,
           action_id = row.action_id, revision_id = row.revision_id, step_count = row.step_count,
           wait = row.wait::jsonb, outputs = row.outputs::jsonb,
           converted_at = case when row.reason = 'GOAL_MET' and ${isMailed(unit.tx, unit.account.id, unit.tx`enrollments.flow_id`, unit.tx`enrollments.id`)}
                          then row.at end
    from (select row.*, held.place from unnest(
      ${saved.map(({ enrollment }) => enrollment.flowId)}::bigint[], ${saved.map(({ enrollment }) => enrollment.id)}::bigint[],
      ${saved.map(({ end }) => end?.status ?? 'ACTIVE')}::text[]::enrollment_status[], ${saved.map(({ end }) => end?.reason ?? null)}::text[],
      ${saved.map(({ enrollment }) => enrollment.actionId)}::text[], ${saved.map(({ enrollment }) => enrollment.revisionId)}::bigint[],
      ${saved.map(({ enrollment }) => enrollment.stepCount)}::integer[],
      ${saved.map(({ enrollment }) => (enrollment.wait ? JSON.stringify(enrollment.wait) : null))}::text[],
      ${saved.map(({ enrollment }) => outputsOf(enrollment))}::text[],
      ${saved.map(({ enrollment }) => unit.times.of(enrollment.record.id))}::timestamptz[]
    ) as row (flow_id, id, status, reason, action_id, revision_id, step_count, wait, outputs, at)
    cross join lateral (
      select ctid as place from enrollments where account_id = ${unit.account.id} and flow_id = row.flow_id and id = row.id
      offset 0
    ) as held) as row
    where enrollments.ctid = row.place and enrollments.account_id === ${unit.account.id}`;
}

function outputsOf({ outputs }: EnrollmentState): string | null {
  for (const _ in outputs) return JSON.stringify(outputs);
  return null;
}

async function insertDue(unit: Unit, saved: readonly SavedEnrollment[]): Promise<void> {
  const due = saved.filter((each) => each.dueAt !== null);
  if (due.length === 0) return;
  if (due.some(({ dueAt }) => dueAt! <= unit.account.now)) unit.wake(dueEnrollments);
  await unit.tx`
    insert into due_enrollments (account_id, flow_id, enrollment_id, due_at)
    select ${unit.account.id}::bigint, row.* from unnest(
      ${due.map(({ enrollment }) => enrollment.flowId)}::bigint[], ${due.map(({ enrollment }) => enrollment.id)}::bigint[],
      ${due.map(({ dueAt }) => dueAt)}::timestamptz[]
    ) as row (flow_id, id, due_at)
    ${orSooner(unit.tx)}`;
}

/** Writes the action log of a batch, a row for each turn, and what its steps came to; two statements for any number. */
export async function insertSteps(
  unit: Unit,
  taken: readonly { readonly enrollment: EnrollmentState; readonly steps: readonly Step[] }[],
): Promise<void> {
  const turns = taken.flatMap(({ enrollment, steps }) =>
    turnsOf(steps).map((turn) => ({ enrollment, turn })),
  );
  if (turns.length === 0) return;
  const { tx, account } = unit;
  await noteTallies(unit, tally(taken));
  await insertRows(tx, 'turns', [
    { name: 'account_id', type: 'bigint', values: account.id },
    { name: 'flow_id', type: 'bigint', values: turns.map(({ enrollment }) => enrollment.flowId) },
    { name: 'enrollment_id', type: 'bigint', values: turns.map(({ enrollment }) => enrollment.id) },
    { name: 'number', type: 'integer', values: turns.map(({ turn }) => turn.number) },
    { name: 'record_id', type: 'bigint', values: turns.map(({ enrollment }) => enrollment.record.id) },
    { name: 'revision_id', type: 'bigint', values: turns.map(({ enrollment }) => enrollment.revisionId) },
    { name: 'outcome', type: 'step_outcome', values: turns.map(({ turn }) => turn.outcome) },
    { name: 'at', type: 'timestamptz', values: turns.map(({ turn }) => turn.at) },
    { name: 'entries', type: 'jsonb', values: turns.map(({ turn }) => turn.entries) },
  ]);
}
