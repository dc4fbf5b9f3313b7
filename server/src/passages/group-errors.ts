import { iso } from '@millrace/core/time';
import type { AccountId } from '../accounts/index.ts';
import type { AnswerOf, Db } from '../platform/index.ts';
import type { errorGroupAnswer } from './answers.ts';
import { type StepFilter, stepFilter } from './steps.ts';

/** Steps read, newest first; more would add nothing new. */
export const STEPS_GROUPED_MAX = 100_000;

/** Characters of a group's message. */
const MESSAGE_CHARACTERS_MAX = 500;

/** Failed or skipped steps of one cause: the same action of the same flow, for the same reason. */
export type ErrorGroup = AnswerOf<typeof errorGroupAnswer>;

/** A place in the order of groups. */
export type GroupKey = Pick<ErrorGroup, 'count' | 'flowId' | 'actionId' | 'reason'>;

/** Failed or skipped steps by cause, the most frequent first; one group more than asked for when there are more. Rides steps_not_done. */
export async function groupErrors(
  db: Db,
  account: AccountId,
  flowIds: readonly string[],
  query: StepFilter & { readonly after?: GroupKey | undefined; readonly limit: number },
): Promise<{ readonly groups: ErrorGroup[]; readonly complete: boolean }> {
  const { after, limit } = query;
  const rows = await db`
    with looked as materialized (
      select * from steps
      where account_id = ${account} and outcome <> 'SUCCEEDED' and flow_id = any(${flowIds as string[]}::bigint[]) ${stepFilter(db, query)}
      order by at desc, enrollment_id desc, number desc limit ${STEPS_GROUPED_MAX + 1}
    ), groups as (
      select flow_id, action_id, action_type, coalesce(reason, '') as reason, count(*)::int as count,
             count(distinct record_id)::int as records, min(at) as first_at, max(at) as last_at,
             (array_agg(jsonb_build_object('enrollmentId', enrollment_id::text, 'number', number, 'objectId', record_id::text,
                                           'message', left(detail ->> 'message', ${MESSAGE_CHARACTERS_MAX}))
                        order by at desc, enrollment_id desc, number desc))[1] as sample
      from looked group by 1, 2, 3, 4
    )
    select groups.*, (select count(*) from looked) <= ${STEPS_GROUPED_MAX} as complete from groups
    ${after ? db`where (-count, flow_id, action_id, reason) > (${-after.count}::int, ${after.flowId}::bigint, ${after.actionId}::text, ${after.reason}::text)` : db``}
    order by count desc, flow_id, action_id, reason limit ${limit + 1}`;
  return { groups: rows.map(groupOf), complete: rows[0] ? (rows[0]['complete'] as boolean) : true };
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
  };
}
