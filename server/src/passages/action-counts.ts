import type { EpochMillis } from '@millrace/core/time';
import type { AccountId } from '../accounts/index.ts';
import { type Db, type Fragment, KeptByCost } from '../platform/index.ts';

/** What an action's steps came to. */
export interface ActionCounts {
  readonly succeeded: number;
  readonly failed: number;
  readonly skipped: number;
  /** How many went each way. */
  readonly ways: readonly WayCount[];
  readonly lastAt: EpochMillis;
}

/** How many went one way out of a branch, as it was then. */
export interface WayCount {
  /** The member that led there; null where that was not noted. */
  readonly member: string | null;
  readonly name: string;
  readonly count: number;
}

/**
 * What the steps of a flow came to, by action, in the hours since an instant: those added up, and those that are not yet. One moment, since
 * a tally is deleted as it is added. The key has the hours within the actions: it is gone through action by action, so that hours before are
 * not read.
 */
export async function countActions(
  db: Db,
  accountId: AccountId,
  flowId: string,
  since: EpochMillis | undefined,
): Promise<ReadonlyMap<string, ActionCounts>> {
  const hour = since ?? '-infinity';
  const rows = await db`
    with recursive counted_action as (
      (${firstActionAfter(db, accountId, flowId, db`''`)})
      union all
      select next.action_id from counted_action cross join lateral (
        ${firstActionAfter(db, accountId, flowId, db`counted_action.action_id`)}
      ) as next
    )
    select action_id as "actionId", outcome, branch, sum(count)::float8 as count, max(last_at) as "lastAt" from (
      select added.* from counted_action cross join lateral (
        select action_id, outcome, branch, count, last_at from step_counts
        where account_id = ${accountId} and flow_id = ${flowId} and action_id = counted_action.action_id and hour >= ${hour}::timestamptz offset 0
      ) as added
      union all
      select action_id, outcome, branch, count, last_at from step_tallies
      where account_id = ${accountId} and flow_id = ${flowId} and hour >= ${hour}::timestamptz
    ) as counted
    group by 1, 2, 3`;
  const counts = new Map<string, ActionCounts>();
  for (const row of rows) {
    const id = row['actionId'] as string;
    const known = counts.get(id) ?? NONE;
    counts.set(id, withMore(known, row as unknown as Counted));
  }
  return counts;
}

/** The first of the flow's actions with counts whose id comes after another. */
function firstActionAfter(db: Db, accountId: AccountId, flowId: string, actionId: Fragment): Fragment {
  return db`
    select action_id from step_counts where account_id = ${accountId} and flow_id = ${flowId} and action_id > ${actionId}
    order by action_id limit 1`;
}

interface Counted {
  readonly outcome: 'SUCCEEDED' | 'FAILED' | 'SKIPPED';
  readonly branch: string;
  readonly count: number;
  readonly lastAt: EpochMillis;
}

const NONE: ActionCounts = { succeeded: 0, failed: 0, skipped: 0, ways: [], lastAt: 0 };

function withMore(known: ActionCounts, { outcome, branch, count, lastAt }: Counted): ActionCounts {
  const member = { SUCCEEDED: 'succeeded', FAILED: 'failed', SKIPPED: 'skipped' } as const;
  return {
    ...known,
    [member[outcome]]: known[member[outcome]] + count,
    ways: branch === '' ? known.ways : [...known.ways, { ...wayOf(branch), count }],
    lastAt: Math.max(known.lastAt, lastAt),
  };
}

/** From the text of a tally: the member, if it was noted, and the name. */
function wayOf(text: string): Omit<WayCount, 'count'> {
  const match = /^(defaultBranch|\w+\[\d+\]\.connection) (.*)$/s.exec(text);
  return match ? { member: match[1]!, name: match[2]! } : { member: null, name: text };
}

/** Who stands at an action. */
export interface Waiting {
  readonly count: number;
  /** When the one who has waited longest came there; null when nobody waits, but is about to be run. */
  readonly oldestSince: EpochMillis | null;
}

/** Who is inside a flow, action by action, at a moment of the account. */
export interface Inside {
  readonly asOf: EpochMillis;
  readonly active: number;
  readonly byAction: ReadonlyMap<string, Waiting>;
}

const KEPT_FLOWS_MAX = 1_000;

/**
 * Who is inside a flow, by action. Nothing keeps count of it, since that would cost every step; it reads all who are inside, by
 * enrollments_active. With many it takes a while, and the answer is kept as long as is fitting; it says of when it is.
 */
export class InsideCounts {
  readonly #kept = new KeptByCost<Inside>(KEPT_FLOWS_MAX);

  read(db: Db, accountId: AccountId, flowId: string, now: EpochMillis): Promise<Inside> {
    return this.#kept.read(`${accountId} ${flowId}`, () => countInsideByAction(db, accountId, flowId, now));
  }
}

async function countInsideByAction(
  db: Db,
  accountId: AccountId,
  flowId: string,
  asOf: EpochMillis,
): Promise<Inside> {
  const rows = await db`
    select coalesce(action_id, '') as "actionId", count(*)::int as count, min((wait ->> 'since')::float8) as "oldestSince"
    from (
      select action_id, wait from enrollments where account_id = ${accountId} and flow_id = ${flowId} and ended = 0 offset 0
    ) as inside
    group by 1`;
  const byAction = new Map(
    rows.map((row) => [
      row['actionId'] as string,
      { count: row['count'] as number, oldestSince: row['oldestSince'] as number | null },
    ]),
  );
  const active = [...byAction.values()].reduce((sum, { count }) => sum + count, 0);
  return { asOf, active, byAction };
}
