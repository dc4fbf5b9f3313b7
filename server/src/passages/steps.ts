import { type EpochMillis, iso } from '@millrace/core/time';
import type { AccountId } from '../accounts/index.ts';
import {
  type AnswerOf,
  type Db,
  type Found,
  type Fragment,
  lookThrough,
  type Row,
} from '../platform/index.ts';
import type { stepAnswer } from './answers.ts';

/** A line of the action log as the API shows it. */
export type StepView = AnswerOf<typeof stepAnswer>;

/** The steps of one passage, in order. */
export async function listPassageSteps(
  db: Db,
  account: AccountId,
  flowId: string,
  enrollmentId: string,
): Promise<StepView[]> {
  const rows = await db`
    select * from logged_steps where account_id = ${account} and flow_id = ${flowId} and enrollment_id = ${enrollmentId} order by number`;
  return rows.map(stepViewOf);
}

/** The wanted steps, of one flow or of many. */
export interface StepFilter {
  readonly outcome?: string | undefined;
  readonly reason?: string | undefined;
  readonly actionId?: string | undefined;
  readonly actionTypeId?: string | undefined;
  /** From this instant on, and before that one. */
  readonly from?: EpochMillis | undefined;
  readonly to?: EpochMillis | undefined;
}

export interface StepQuery extends StepFilter {
  /** The record's present and former ids. */
  readonly objectIds?: readonly string[] | undefined;
  readonly enrollmentId?: string | undefined;
  /** The last line of the page before. */
  readonly after?:
    | { readonly at: number; readonly enrollmentId: string; readonly number: number }
    | undefined;
  readonly limit: number;
}

/**
 * The action log of flows, newest first. Steps of a record or of a passage come from turns_of_passages, failed and skipped ones from
 * turns_not_done, which is over all flows, or of one flow from turns_not_done_of_flow, others from each flow's turns_by_time; no further than the
 * page, or than rows are looked at.
 */
export async function listSteps(
  db: Db,
  account: AccountId,
  flowIds: readonly string[],
  query: StepQuery,
): Promise<Found<StepView>> {
  const { after, limit, objectIds, enrollmentId, outcome, from, to } = query;
  const isOfPassages = objectIds !== undefined || enrollmentId !== undefined;
  const flows = flowIds as string[];
  const isNotDone = !isOfPassages && (outcome === 'FAILED' || outcome === 'SKIPPED');
  const order = db`order by at desc, enrollment_id desc, number desc`;
  const isBehind = (instant = db`at`) =>
    after
      ? db`and (${instant}, enrollment_id, number) < (${after.at}::timestamptz, ${after.enrollmentId}::bigint, ${after.number}::integer)`
      : db``;
  // One turn more than steps: of that in which the page before ended none may be left.
  const turns = (whose: Fragment, most: number, instant = db`at`) => db`
    select ${turnColumns(db)} from turns
    where account_id = ${account} and ${whose}
      and ${instant} >= ${from ?? '-infinity'}::timestamptz and ${instant} < ${to ?? 'infinity'}::timestamptz ${isBehind(instant)}
    ${order} limit ${most + 1}`;
  const only = flows.length === 1 ? db`and flow_id + 0 = ${flows[0]!}` : db``;
  const turnsRead = (most: number) => {
    if (isNotDone) return turns(db`outcome <> 'SUCCEEDED' ${only}`, most);
    if (!isOfPassages) return turns(db`flow_id = flow.id`, most);
    // Written so that no plan takes the turns of a passage from turns_by_time, which has the whole flow's.
    const ofPassage = turns(
      db`flow_id = passage.flow_id and enrollment_id = passage.id`,
      most,
      db`at + interval '0'`,
    );
    return db`
      select turn.* from (${passagesFor(db, account, flowIds, query)}) as passage cross join lateral (${ofPassage}) as turn`;
  };
  const { rows, reached } = await lookThrough(db, {
    ...(isOfPassages || isNotDone
      ? { streams: db`(select 1) as one`, count: 1, stream: null }
      : { streams: db`unnest(${flows}::bigint[]) as flow (id)`, count: flows.length, stream: 'flow_id' }),
    read: (most) => db`
      select * from (${stepsIn(db, turnsRead(most))}) as step
      where true ${isNotDone ? db`and outcome <> 'SUCCEEDED'` : db``} ${isBehind()}
      ${order} limit ${most}`,
    by: ['at', 'enrollment_id', 'number'],
    direction: 'desc',
    fits: db`true ${isNotDone ? db`and flow_id = any(${flows}::bigint[])` : db``} ${stepFilter(db, query)}`,
    limit,
  });
  return { items: rows.map(stepViewOf), reached: reached?.join('-') };
}

/** What of a turn its steps are read from. */
export function turnColumns(db: Db): Fragment {
  return db`
    account_id, flow_id, enrollment_id, number, record_id, revision_id, action_id, action_type, outcome, reason, detail, started_at, at, entries`;
}

/** The steps of turns, which a part of a statement reads. */
export function stepsIn(db: Db, turns: Fragment): Fragment {
  return db`
    select step.* from (${turns}) as turn cross join lateral steps_of(
      turn.account_id, turn.flow_id, turn.enrollment_id, turn.number, turn.record_id, turn.revision_id, turn.action_id,
      turn.action_type, turn.outcome, turn.reason, turn.detail, turn.started_at, turn.at, turn.entries
    ) as step`;
}

/** The passages whose steps are wanted: one, in one of the flows, or all of a record. Rides the key, or enrollments_by_record. */
function passagesFor(
  db: Db,
  account: AccountId,
  flowIds: readonly string[],
  { objectIds, enrollmentId }: StepQuery,
): Fragment {
  const flows = flowIds as string[];
  if (enrollmentId === undefined)
    return db`
      select flow_id, id from (${passagesOf(db, account, objectIds ?? [])}) as passage where flow_id = any(${flows}::bigint[])`;
  return db`
    select passage.flow_id, passage.id from unnest(${flows}::bigint[]) as flow (id) cross join lateral (
      select flow_id, id, record_id from enrollments where account_id = ${account} and flow_id = flow.id and id = ${enrollmentId} offset 0
    ) as passage
    ${objectIds === undefined ? db`` : db`where record_id = any(${objectIds as string[]}::bigint[])`}`;
}

/** The passages of a record under all its ids. Rides enrollments_by_record. */
export function passagesOf(db: Db, account: AccountId, recordIds: readonly string[]): Fragment {
  return db`
    select found.* from unnest(${recordIds as string[]}::bigint[]) as record (object_id) cross join lateral (
      select * from enrollments where account_id = ${account} and record_id = object_id and record_id > 0 offset 0
    ) as found`;
}

export function stepFilter(db: Db, filter: StepFilter): Fragment {
  const { outcome, reason, actionId, actionTypeId, from, to } = filter;
  return db`
    ${outcome === undefined ? db`` : db`and outcome = ${outcome}::step_outcome`}
    ${reason === undefined ? db`` : db`and reason = ${reason}`}
    ${actionId === undefined ? db`` : db`and action_id = ${actionId}`}
    ${actionTypeId === undefined ? db`` : db`and action_type = ${actionTypeId}`}
    ${from === undefined ? db`` : db`and at >= ${from}::timestamptz`}
    ${to === undefined ? db`` : db`and at < ${to}::timestamptz`}`;
}

export function stepViewOf(row: Row): StepView {
  return {
    flowId: row['flow_id'] as string,
    enrollmentId: row['enrollment_id'] as string,
    number: row['number'] as number,
    objectId: row['record_id'] as string,
    revisionId: row['revision_id'] as string,
    actionId: row['action_id'] as string,
    actionTypeId: row['action_type'] as string,
    outcome: row['outcome'] as StepView['outcome'],
    reason: row['reason'] as string | null,
    detail: row['detail'] as StepView['detail'],
    startedAt: iso(row['started_at'] as number),
    at: iso(row['at'] as number),
  };
}
