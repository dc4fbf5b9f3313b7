import { type EpochMillis, HOUR, iso } from '@millrace/core/time';
import type { AccountId } from '../accounts/index.ts';
import type { AnswerOf, Db, Fragment } from '../platform/index.ts';
import type { errorGroupAnswer } from './answers.ts';
import { EXPECTED_REASONS } from './expected.ts';
import { type StepFilter, stepFilter, stepsIn, turnColumns } from './steps.ts';

/** Steps read, newest first; more would add nothing new. */
export const STEPS_GROUPED_MAX = 100_000;

/** Hours of a group's trend. */
const TREND_HOURS = 24;

/** Characters of a group's message. */
const MESSAGE_CHARACTERS_MAX = 500;

/** Failed or skipped steps of one cause: the same action of the same flow, for the same reason. */
export type ErrorGroup = AnswerOf<typeof errorGroupAnswer>;

/** A place in the order of groups. */
export type GroupKey = Pick<ErrorGroup, 'count' | 'flowId' | 'actionId' | 'reason'>;

/**
 * Failed or skipped steps by cause, the most frequent first; one group more than asked for when there are more. Those of one flow ride
 * turns_not_done_of_flow; those of many turns_not_done, which has them in order, no further than steps are read.
 */
export async function groupErrors(
  db: Db,
  account: AccountId,
  flowIds: readonly string[],
  now: EpochMillis,
  query: StepFilter & {
    readonly state?: ErrorGroup['state'] | undefined;
    /** Only those that somebody wants so, or only the others. */
    readonly expected?: boolean | undefined;
    readonly after?: GroupKey | undefined;
    readonly limit: number;
  },
): Promise<{ readonly groups: ErrorGroup[]; readonly complete: boolean }> {
  const { state, expected, after, limit } = query;
  const rows = await db`
    with looked as materialized (
      ${notDone(db, account, flowIds, query)}
      order by at desc, enrollment_id desc, turn desc, number desc limit ${STEPS_GROUPED_MAX + 1}
    ), groups as (
      select flow_id, action_id, action_type, coalesce(reason, '') as reason, count(*)::int as count,
             coalesce(reason, '') = any(${EXPECTED_REASONS as string[]}::text[]) as expected,
             count(distinct record_id)::int as records, min(at) as first_at, max(at) as last_at,
             (array_agg(jsonb_build_object('enrollmentId', enrollment_id::text, 'number', number, 'objectId', record_id::text,
                                           'message', left(detail ->> 'message', ${MESSAGE_CHARACTERS_MAX}))
                        order by at desc, enrollment_id desc, number desc))[1] as sample
      from looked group by 1, 2, 3, 4
    ), known as (
      select groups.*, trend.trend, coalesce(
               case when said.state = 'REMIND_LATER' then case when said.until > ${now}::timestamptz then said.state end
                    when last_at <= said.at then said.state end, 'OPEN') as state, said.until, said.at as said_at, said.saved_by
      from groups left join error_states said
        on said.account_id = ${account} and said.flow_id = groups.flow_id and said.action_id = groups.action_id and said.reason = groups.reason
      cross join lateral (
        select jsonb_agg(jsonb_build_object('hour', hour, 'count', count) order by hour) as trend from (
          select floor(extract(epoch from hour) * 1000)::float8 as hour, sum(count)::int as count from (
            select hour, count from step_counts
            where account_id = ${account} and flow_id = groups.flow_id and action_id = groups.action_id
              and hour >= ${now - TREND_HOURS * HOUR}::timestamptz and outcome <> 'SUCCEEDED' and reason = groups.reason
            union all
            select hour, count from step_tallies
            where account_id = ${account} and flow_id = groups.flow_id and action_id = groups.action_id
              and hour >= ${now - TREND_HOURS * HOUR}::timestamptz and outcome <> 'SUCCEEDED' and reason = groups.reason
          ) as counted group by 1
        ) as hours
      ) as trend
    )
    select known.*, (select count(*) from looked) <= ${STEPS_GROUPED_MAX} as complete from known
    where ${state === undefined ? db`true` : db`state = ${state}`} ${expected === undefined ? db`` : db`and expected = ${expected}`}
    ${after ? db`and (-count, flow_id, action_id, reason) > (${-after.count}::int, ${after.flowId}::bigint, ${after.actionId}::text, ${after.reason}::text)` : db``}
    order by count desc, flow_id, action_id, reason limit ${limit + 1}`;
  return { groups: rows.map(groupOf), complete: rows[0] ? (rows[0]['complete'] as boolean) : true };
}

/** Written so that no plan takes them from an index that has the steps that went well. */
function notDone(db: Db, account: AccountId, flowIds: readonly string[], filter: StepFilter): Fragment {
  if (flowIds.length === 1)
    return db`
      select * from logged_steps
      where account_id = ${account} and turn_outcome <> 'SUCCEEDED' and outcome <> 'SUCCEEDED' and flow_id + 0 = ${flowIds[0]!} ${stepFilter(db, filter)}`;
  const { from, to } = filter;
  const turns = db`
    select ${turnColumns(db)} from turns
    where account_id = ${account} and outcome <> 'SUCCEEDED' ${stepFilter(db, { from, to })}
    order by at desc, enrollment_id desc, number desc offset 0`;
  return db`
    select * from (${stepsIn(db, turns)}) as step
    where outcome <> 'SUCCEEDED' and flow_id = any(${flowIds as string[]}::bigint[]) ${stepFilter(db, filter)}`;
}

function groupOf(row: Readonly<Record<string, unknown>>): ErrorGroup {
  return {
    flowId: row['flow_id'] as string,
    actionId: row['action_id'] as string,
    actionTypeId: row['action_type'] as string,
    reason: row['reason'] as string,
    count: row['count'] as number,
    records: row['records'] as number,
    firstAt: iso(row['first_at'] as number),
    lastAt: iso(row['last_at'] as number),
    sample: row['sample'] as ErrorGroup['sample'],
    expected: row['expected'] as boolean,
    state: row['state'] as ErrorGroup['state'],
    said: row['saved_by'] ? saidOf(row) : null,
    trend: ((row['trend'] ?? []) as { hour: number; count: number }[]).map(({ hour, count }) => ({
      hour: iso(hour),
      count,
    })),
  };
}

function saidOf(row: Readonly<Record<string, unknown>>): NonNullable<ErrorGroup['said']> {
  const until = row['until'] as number | null;
  return {
    at: iso(row['said_at'] as number),
    by: row['saved_by'] as NonNullable<ErrorGroup['said']>['by'],
    until: until === null ? null : iso(until),
  };
}
