import type { Wait } from '@millrace/core/flow';
import { type EpochMillis, iso } from '@millrace/core/time';
import type { AccountId } from '../accounts/index.ts';
import { loadPending, opensContacts, type PendingEffect, presentTries } from '../effects/index.ts';
import type { Caller, Db } from '../platform/index.ts';

/** A passage as the API shows it. */
export interface EnrollmentView {
  readonly id: string;
  readonly flowId: string;
  readonly objectTypeId: string;
  readonly objectId: string;
  readonly status: string;
  readonly endReason: string | null;
  readonly enrolledAt: string;
  readonly endedAt: string | null;
  readonly trigger: unknown;
  readonly position: Position | null;
  readonly stepCount: number;
}

/** Where an enrollment stands while active: the action, what it waits for, since when and until when. */
export interface Position {
  readonly actionId: string | null;
  readonly waitingFor: string | null;
  readonly since: string | null;
  readonly until: string | null;
  /** Why nobody can say until when: at a wait that cannot be waited, until it is mended or skipped. */
  readonly held: { readonly reason: string; readonly message: string } | null;
  /** The mail, … that it waits for: how often it was tried, what went wrong, when it is tried next. */
  readonly effect: ({ readonly id: string; readonly kind: string } & ReturnType<typeof presentTries>) | null;
}

export interface EnrollmentQuery {
  readonly flowId: string;
  readonly status?: string | undefined;
  /** The ids that the record has or had. */
  readonly objectIds?: readonly string[] | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Enrollments of a flow, newest first, one more than asked for when there are more. */
export async function listEnrollments(
  db: Db,
  caller: Caller,
  query: EnrollmentQuery,
): Promise<EnrollmentView[]> {
  const wanted = db`
    flow_id = ${query.flowId}
    ${query.status ? db`and status = ${query.status}::enrollment_status` : db``}
    ${query.after ? db`and id < ${query.after}` : db``}
    order by id desc limit ${query.limit + 1}`;
  const found = query.objectIds
    ? db`
        select passage.* from unnest(${query.objectIds as string[]}::bigint[]) as record (object_id) cross join lateral (
          select * from enrollments where account_id = ${caller.accountId} and record_id = object_id and record_id > 0 offset 0
        ) as passage where ${wanted}`
    : db`select * from enrollments where account_id = ${caller.accountId} and ${wanted}`;
  const rows = await db`
    select passage.*, due.due_at from (${found}) as passage left join lateral (
      select due_at from due_enrollments
      where account_id = ${caller.accountId} and flow_id = passage.flow_id and enrollment_id = passage.id
      offset 0
    ) as due on true
    order by passage.id desc`;
  return viewsOf(db, caller, rows);
}

/** One enrollment, in whichever flow; flows are few, so each is asked by the key. */
export async function findEnrollment(db: Db, caller: Caller, id: string): Promise<EnrollmentView | null> {
  const [row] = await db`
    select enrollments.*, due_at from flows
    join enrollments on enrollments.account_id = flows.account_id and enrollments.flow_id = flows.id and enrollments.id = ${id}
    left join due_enrollments on due_enrollments.account_id = flows.account_id
      and due_enrollments.flow_id = flows.id and due_enrollments.enrollment_id = enrollments.id
    where flows.account_id = ${caller.accountId}`;
  return row ? ((await viewsOf(db, caller, [row]))[0] ?? null) : null;
}

/** A line of the action log as the API shows it. */
export interface StepView {
  readonly flowId: string;
  readonly enrollmentId: string;
  readonly number: number;
  readonly objectId: string;
  readonly revisionId: string;
  readonly actionId: string;
  readonly actionTypeId: string;
  readonly outcome: string;
  readonly reason: string | null;
  readonly detail: unknown;
  readonly startedAt: string;
  readonly at: string;
}

/** The steps of one passage, in order. */
export async function listPassage(
  db: Db,
  account: AccountId,
  flowId: string,
  enrollmentId: string,
): Promise<StepView[]> {
  const rows = await db`
    select * from steps where account_id = ${account} and flow_id = ${flowId} and enrollment_id = ${enrollmentId} order by number`;
  return rows.map(stepViewOf);
}

/** What steps are asked for, of one flow or of many. */
export interface StepFilter {
  readonly outcome?: string | undefined;
  readonly reason?: string | undefined;
  readonly actionId?: string | undefined;
  readonly actionTypeId?: string | undefined;
  /** The ids that the record has or had. */
  readonly objectIds?: readonly string[] | undefined;
  /** From this instant on, and before that one. */
  readonly from?: EpochMillis | undefined;
  readonly to?: EpochMillis | undefined;
}

export interface StepQuery extends StepFilter {
  /** The last line of the page before. */
  readonly after?:
    | { readonly at: number; readonly enrollmentId: string; readonly number: number }
    | undefined;
  readonly limit: number;
}

/** The action log of flows, newest first, one line more than asked for when there are more. */
export async function listSteps(
  db: Db,
  account: AccountId,
  flowIds: readonly string[],
  query: StepQuery,
): Promise<StepView[]> {
  const { after, limit } = query;
  const where = db`
    ${stepFilter(db, query)}
    ${after ? db`and (at, enrollment_id, number) < (${after.at}::timestamptz, ${after.enrollmentId}::bigint, ${after.number}::integer)` : db``}`;
  const order = db`order by at desc, enrollment_id desc, number desc limit ${limit + 1}`;
  // What went wrong has an index over all flows, steps_not_done; else each flow's newest are found by steps_by_time.
  const rows =
    query.outcome === 'FAILED' || query.outcome === 'SKIPPED'
      ? await db`
          select * from steps
          where account_id = ${account} and outcome <> 'SUCCEEDED' and flow_id = any(${flowIds as string[]}::bigint[]) ${where} ${order}`
      : await db`
          select steps.* from unnest(${flowIds as string[]}::bigint[]) as flow (id), lateral (
            select * from steps where account_id = ${account} and flow_id = flow.id ${where} ${order}
          ) as steps ${order}`;
  return rows.map(stepViewOf);
}

export function stepFilter(db: Db, filter: StepFilter) {
  const { outcome, reason, actionId, actionTypeId, objectIds, from, to } = filter;
  return db`
    ${outcome === undefined ? db`` : db`and outcome = ${outcome}::step_outcome`}
    ${reason === undefined ? db`` : db`and reason = ${reason}`}
    ${actionId === undefined ? db`` : db`and action_id = ${actionId}`}
    ${actionTypeId === undefined ? db`` : db`and action_type = ${actionTypeId}`}
    ${objectIds === undefined ? db`` : db`and record_id = any(${objectIds as string[]}::bigint[])`}
    ${from === undefined ? db`` : db`and at >= ${from}::timestamptz`}
    ${to === undefined ? db`` : db`and at < ${to}::timestamptz`}`;
}

type Row = Readonly<Record<string, unknown>>;

async function viewsOf(db: Db, caller: Caller, rows: readonly Row[]): Promise<EnrollmentView[]> {
  const waiting = rows.filter((row) => (row['wait'] as Wait | null)?.kind === 'effect');
  const effects = await loadPending(
    db,
    caller.accountId,
    waiting.map((row) => row['id'] as string),
  );
  const withError = opensContacts(caller, 'read');
  return rows.map((row) => viewOf(row, effects.get(row['id'] as string), withError));
}

function viewOf(row: Row, effect: PendingEffect | undefined, withError: boolean): EnrollmentView {
  return {
    id: row['id'] as string,
    flowId: row['flow_id'] as string,
    objectTypeId: row['object_type_id'] as string,
    objectId: row['record_id'] as string,
    status: row['status'] as string,
    endReason: row['end_reason'] as string | null,
    enrolledAt: iso(row['enrolled_at'] as number),
    endedAt: row['ended_at'] === null ? null : iso(row['ended_at'] as number),
    trigger: row['trigger'],
    position: row['status'] === 'ACTIVE' ? positionOf(row, effect, withError) : null,
    stepCount: row['step_count'] as number,
  };
}

function positionOf(row: Row, effect: PendingEffect | undefined, withError: boolean): Position {
  const wait = row['wait'] as Wait | null;
  const dueAt = row['due_at'] as number | null;
  const held = wait?.kind === 'held' ? { reason: wait.reason, message: wait.message } : null;
  return {
    actionId: row['action_id'] as string | null,
    waitingFor: wait?.kind ?? null,
    since: wait ? iso(wait.since) : null,
    until: dueAt === null ? null : iso(dueAt),
    held,
    effect: effect ? { id: effect.id, kind: effect.kind, ...presentTries(effect, withError) } : null,
  };
}

function stepViewOf(row: Record<string, unknown>): StepView {
  return {
    flowId: row['flow_id'] as string,
    enrollmentId: row['enrollment_id'] as string,
    number: row['number'] as number,
    objectId: row['record_id'] as string,
    revisionId: row['revision_id'] as string,
    actionId: row['action_id'] as string,
    actionTypeId: row['action_type'] as string,
    outcome: row['outcome'] as string,
    reason: row['reason'] as string | null,
    detail: row['detail'],
    startedAt: iso(row['started_at'] as number),
    at: iso(row['at'] as number),
  };
}
