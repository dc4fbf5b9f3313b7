import { type EpochMillis, iso } from '@millrace/core/time';
import type { AccountId } from '../accounts/index.ts';
import type { AnswerOf, Db, Row } from '../platform/index.ts';
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
    select * from steps where account_id = ${account} and flow_id = ${flowId} and enrollment_id = ${enrollmentId} order by number`;
  return rows.map(stepViewOf);
}

/** The wanted steps, of one flow or of many. */
export interface StepFilter {
  readonly outcome?: string | undefined;
  readonly reason?: string | undefined;
  readonly actionId?: string | undefined;
  readonly actionTypeId?: string | undefined;
  /** The record's present and former ids. */
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
  // Failed and skipped steps have an index over all flows, steps_not_done; others come from each flow's steps_by_time.
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
