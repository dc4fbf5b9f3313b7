import type { EnrollmentState, Step } from '@millrace/core/flow';
import { type EpochMillis, HOUR } from '@millrace/core/time';
import type { AccountId, LaneRows } from '../accounts/index.ts';
import type { Unit } from '../history/index.ts';
import type { Hint, Sql, Tx } from '../platform/index.ts';

/** So many steps of a batch that came to the same in the same hour. */
export interface Tally {
  readonly flowId: string;
  readonly actionId: string;
  readonly hour: EpochMillis;
  readonly outcome: Step['outcome'];
  /** Empty for none; so too the branch. */
  readonly reason: string;
  readonly branch: string;
  readonly count: number;
  readonly lastAt: EpochMillis;
}

/** What the steps of a batch came to. */
export function tally(
  taken: readonly { readonly enrollment: Pick<EnrollmentState, 'flowId'>; readonly steps: readonly Step[] }[],
): Tally[] {
  const tallies = new Map<string, { -readonly [Key in keyof Tally]: Tally[Key] }>();
  for (const { enrollment, steps } of taken) {
    const { flowId } = enrollment;
    for (const { actionId, outcome, reason, detail, at } of steps) {
      const branch = detail === null ? '' : branchOf(detail);
      const hour = Math.floor(at / HOUR) * HOUR;
      const key = `${flowId} ${actionId} ${hour} ${outcome} ${reason} ${branch}`;
      const known = tallies.get(key);
      if (known) {
        known.count++;
        known.lastAt = Math.max(known.lastAt, at);
      } else {
        tallies.set(key, {
          flowId,
          actionId,
          hour,
          outcome,
          reason: reason ?? '',
          branch,
          count: 1,
          lastAt: at,
        });
      }
    }
  }
  return [...tallies.values()];
}

/** Characters of a branch's name that are told apart: it is a part of a key. */
const BRANCH_CHARACTERS_MAX = 200;

/** The way that a branch took: its member, which has no space, and its name. */
function branchOf({ branch, member }: Readonly<Record<string, unknown>>): string {
  if (typeof branch !== 'string' && typeof branch !== 'number') return '';
  const text = typeof member === 'string' ? `${member} ${branch}` : String(branch);
  return text.slice(0, BRANCH_CHARACTERS_MAX);
}

/** Notes what the steps of a batch came to, and the failed ones for alerts. */
export async function noteTallies({ tx, account, tell }: Unit, tallies: readonly Tally[]): Promise<void> {
  tell(() => failuresIn(tallies));
  await tx`
    with tallied as (
      insert into step_tallies (account_id, flow_id, action_id, hour, outcome, reason, branch, count, last_at)
      select ${account.id}::bigint, flow_id, action_id, hour, outcome, reason, branch, count, last_at
      from unnest(
        ${tallies.map(({ flowId }) => flowId)}::bigint[], ${tallies.map(({ actionId }) => actionId)}::text[],
        ${tallies.map(({ hour }) => hour)}::timestamptz[], ${tallies.map(({ outcome }) => outcome)}::text[]::step_outcome[],
        ${tallies.map(({ reason }) => reason)}::text[], ${tallies.map(({ branch }) => branch)}::text[],
        ${tallies.map(({ count }) => count)}::int[], ${tallies.map(({ lastAt }) => lastAt)}::timestamptz[]
      ) as row (flow_id, action_id, hour, outcome, reason, branch, count, last_at)
      returning *
    )
    insert into step_failures (account_id, flow_id, action_id, reason, at)
    select ${account.id}::bigint, flow_id, action_id, reason, last_at from tallied where outcome = 'FAILED'`;
}

function failuresIn(tallies: readonly Tally[]): Hint[] {
  const failed = tallies.filter(({ outcome }) => outcome === 'FAILED');
  return [...new Set(failed.map(({ flowId }) => flowId))].flatMap((flowId) =>
    ['errors', 'flows', `flow:${flowId}`].map((topic) => ({
      topic,
      kind: 'errors' as const,
      about: { flowId },
    })),
  );
}

/** Tallies wait for so long, so that many are added up together. */
const TALLIES_WAIT_SECONDS = 1;
/** Tallies added up in one statement. */
const TALLIES_AT_ONCE_MAX = 5_000;

/** Tallies that are to be added up: no stop of a moved clock, and nobody waits for them. */
export const openTallies: LaneRows = {
  name: 'tallies',
  first: (db, account) => db`
    select null::timestamptz as due_at from (
      select noted_at from step_tallies where account_id = ${account} order by id limit 1
    ) as oldest
    where noted_at < clock_timestamp() - ${TALLIES_WAIT_SECONDS} * interval '1 second'`,
  waiting: (db, account, most) => db`
    select last_at as since, false as is_due from step_tallies where account_id = ${account} order by id limit ${most}`,
};

/**
 * Adds tallies up: each exactly once, since it is deleted by the statement that adds it. Returns their number. In the order of the key, so that
 * two processes do not wait for each other in a circle. Tallies are never updated: where one was found it still is.
 */
export function addUpTallies(sql: Sql, accountId: AccountId): Promise<number> {
  return sql.begin(async (tx) => {
    const sums = (await tx`
      with first as materialized (
        select ctid as place from step_tallies where account_id = ${accountId} order by id limit ${TALLIES_AT_ONCE_MAX} for update skip locked
      ), taken as (
        delete from step_tallies where ctid = any(array(select place from first)) and account_id === ${accountId} returning *
      )
      select flow_id as "flowId", action_id as "actionId", hour, outcome, reason, branch, sum(count)::integer as count, max(last_at) as "lastAt",
             count(*)::integer as tallies
      from taken group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6`) as unknown as Sum[];
    if (sums.length > 0) await addSums(tx, accountId, sums);
    return sums.reduce((all, { tallies }) => all + tallies, 0);
  }) as Promise<number>;
}

/** Of the tallies of one hour that tell of the same. */
type Sum = Tally & { readonly tallies: number };

/** A statement of its own: Citus finds no one node for what deletes rows by their places and inserts others. */
async function addSums(tx: Tx, accountId: AccountId, sums: readonly Sum[]): Promise<void> {
  await tx`
    insert into step_counts (account_id, flow_id, action_id, hour, outcome, reason, branch, count, last_at)
    select ${accountId}::bigint, row.* from unnest(
      ${sums.map(({ flowId }) => flowId)}::bigint[], ${sums.map(({ actionId }) => actionId)}::text[],
      ${sums.map(({ hour }) => hour)}::timestamptz[], ${sums.map(({ outcome }) => outcome)}::text[]::step_outcome[],
      ${sums.map(({ reason }) => reason)}::text[], ${sums.map(({ branch }) => branch)}::text[],
      ${sums.map(({ count }) => count)}::integer[], ${sums.map(({ lastAt }) => lastAt)}::timestamptz[]
    ) as row
    on conflict (account_id, flow_id, action_id, hour, outcome, reason, branch)
    do update set count = step_counts.count + excluded.count, last_at = greatest(step_counts.last_at, excluded.last_at)`;
}
