import type { EpochMillis } from '@millrace/core/time';
import type { AccountId } from '../../accounts/index.ts';
import type { Db, Fragment } from '../../platform/index.ts';
import { isOpen, type OpenEffects } from '../open-effects.ts';
import { type LedgerEffect, ledgerColumns } from './columns.ts';
import { isAwaited, isToBeDone } from './lanes.ts';
import {
  EFFECT_STATUSES,
  type EffectStatus,
  indexedStatus,
  indexedStatuses,
  statusSql,
  UNFINISHED,
} from './status.ts';
import { targetOf } from './target.ts';

export interface LedgerQuery {
  readonly flowId?: string | undefined;
  readonly enrollmentId?: string | undefined;
  readonly actionId?: string | undefined;
  readonly kind?: string | undefined;
  readonly target?: string | undefined;
  /** Without it, all. */
  readonly status?: readonly EffectStatus[] | undefined;
  /** Asked for from this instant on, and before that one. */
  readonly from?: EpochMillis | undefined;
  readonly to?: EpochMillis | undefined;
  readonly of: OpenEffects;
  /** The last of the page before: `at` is its creation, or its due instant. */
  readonly after?: { readonly at: EpochMillis; readonly id: string } | undefined;
  readonly limit: number;
}

/** Effects, the newest first, one more than asked for when there are more. */
export async function listNewest(db: Db, account: AccountId, query: LedgerQuery): Promise<LedgerEffect[]> {
  const { enrollmentId, of, after, limit, flowId } = query;
  const where = db`
    ${chosen(db, query)} ${after ? db`and (created_at, id) < (${after.at}::timestamptz, ${after.id}::bigint)` : db``}`;
  const newest = (among: Fragment) => db`
    select ${ledgerColumns(db)} from effects where account_id = ${account} and ${among} ${where}
    order by created_at desc, id desc limit ${limit + 1}`;
  if (enrollmentId !== undefined) {
    // Found before anything else is asked of them, so that no other index is thought better. Rides effects_waiting and effects_finished.
    const own = (state: Fragment) => db`
      select ${ledgerColumns(db)} from (
        select * from effects where account_id = ${account} and enrollment_id = ${enrollmentId} and ${state} offset 0
      ) as effects where ${isOpen(db, of)} ${flowId === undefined ? db`` : db`and flow_id = ${flowId}`} ${where}`;
    return merged(
      db,
      db`${own(db`finished_at is null`)} union all ${own(db`finished_at is not null`)}`,
      limit,
    );
  }
  // The newest of each flow and status are found by effects_by_flow, those of callers by effects_of_callers.
  const statuses = indexedStatuses(query.status ?? EFFECT_STATUSES);
  const flowIds = flowId === undefined ? of.flowIds : of.flowIds.filter((id) => id === flowId);
  const ofFlows = db`
    select effect.* from unnest(${flowIds as string[]}::bigint[]) as flow (id) cross join unnest(${statuses}::text[]) as wanted (status)
    cross join lateral (${newest(db`flow_id = flow.id and flow_id > 0 and ${indexedStatus(db)} = wanted.status`)}) as effect`;
  const ofCallers = db`
    select effect.* from unnest(${flowId === undefined && of.ofCallers ? statuses : []}::text[]) as wanted (status)
    cross join lateral (${newest(db`flow_id is null and ${indexedStatus(db)} = wanted.status`)}) as effect`;
  return merged(db, db`${ofFlows} union all ${ofCallers}`, limit);
}

async function merged(db: Db, rows: Fragment, limit: number): Promise<LedgerEffect[]> {
  const found = await db`
    select * from (${rows}) as found order by "createdAt" desc, id desc limit ${limit + 1}`;
  return found as unknown as LedgerEffect[];
}

/**
 * Unfinished effects, the next first, one more than asked for when there are more. They are read in their order before anything else is asked of
 * them, so that no other index is thought better. Rides effects_in_order and effects_awaited_in_order.
 */
export async function listNext(db: Db, account: AccountId, query: LedgerQuery): Promise<LedgerEffect[]> {
  const { flowId, enrollmentId, of, after, limit } = query;
  const listed = (state: Fragment) => db`
    select ${ledgerColumns(db)} from (
      select * from effects where account_id = ${account} and ${state} and due_at > '-infinity' and due_at < 'infinity'
        ${after === undefined ? db`` : db`and (due_at, id) > (${after.at}::timestamptz, ${after.id}::bigint)`}
      order by due_at, id offset 0
    ) as effects
    where ${isOpen(db, of)} ${chosen(db, query)}
      ${flowId === undefined ? db`` : db`and flow_id = ${flowId}`}
      ${enrollmentId === undefined ? db`` : db`and enrollment_id = ${enrollmentId}`}
    order by due_at, id limit ${limit + 1}`;
  const statuses = query.status ?? UNFINISHED;
  const toBeDone = statuses.some((status) => status === 'PENDING' || status === 'IN_HAND');
  const parts = [
    ...(toBeDone ? [listed(isToBeDone(db))] : []),
    ...(statuses.includes('AWAITED') ? [listed(isAwaited(db))] : []),
  ];
  const [first, second] = parts;
  if (!first) return [];
  const rows = await (second
    ? db`(${first}) union all (${second}) order by "dueAt", id limit ${limit + 1}`
    : first);
  return rows as unknown as LedgerEffect[];
}

/** The conditions that no index is for, and the statuses that share one. */
function chosen(db: Db, { actionId, kind, target, status, from, to }: LedgerQuery): Fragment {
  return db`
    ${actionId === undefined ? db`` : db`and action_id = ${actionId}`}
    ${kind === undefined ? db`` : db`and kind = ${kind}`}
    ${target === undefined ? db`` : db`and ${targetOf(db)} = ${target}`}
    ${status === undefined ? db`` : db`and ${statusSql(db)} = any(${status as string[]}::text[])`}
    ${from === undefined ? db`` : db`and created_at >= ${from}::timestamptz`}
    ${to === undefined ? db`` : db`and created_at < ${to}::timestamptz`}`;
}
