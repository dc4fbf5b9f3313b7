import type { End, Trigger, Wait } from '@millrace/core/flow';
import type { EpochMillis } from '@millrace/core/time';
import type { AccountId } from '../accounts/index.ts';
import type { Db, Fragment } from '../platform/index.ts';

/** A passage as it is stored. */
export interface Passage {
  readonly id: string;
  readonly flowId: string;
  readonly objectTypeId: string;
  readonly recordId: string;
  readonly status: 'ACTIVE' | End['status'];
  readonly endReason: string | null;
  readonly enrolledAt: EpochMillis;
  readonly endedAt: EpochMillis | null;
  readonly trigger: Trigger;
  readonly actionId: string | null;
  readonly wait: Wait | null;
  readonly stepCount: number;
  /** Its next due instant; null when something else will wake it, or it has ended. */
  readonly dueAt: EpochMillis | null;
}

export interface PassageQuery {
  readonly flowId: string;
  readonly status?: string | undefined;
  /** The record's present and former ids. */
  readonly recordIds?: readonly string[] | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Passages through a flow, newest first, one more than asked for when there are more. */
export async function listPassages(db: Db, account: AccountId, query: PassageQuery): Promise<Passage[]> {
  const { flowId, status, recordIds, after, limit } = query;
  const wanted = db`
    flow_id = ${flowId}
    ${status ? db`and status = ${status}::enrollment_status` : db``}
    ${after ? db`and id < ${after}` : db``}
    order by id desc limit ${limit + 1}`;
  const found = recordIds
    ? db`
        select passage.* from unnest(${recordIds as string[]}::bigint[]) as record (object_id) cross join lateral (
          select * from enrollments where account_id = ${account} and record_id = object_id and record_id > 0 offset 0
        ) as passage where ${wanted}`
    : db`select * from enrollments where account_id = ${account} and ${wanted}`;
  const rows = await db`
    select ${columns(db)} from (${found}) as passage left join lateral (
      select due_at from due_enrollments
      where account_id = ${account} and flow_id = passage.flow_id and enrollment_id = passage.id
      offset 0
    ) as due on true
    order by passage.id desc`;
  return rows as unknown as Passage[];
}

/** One passage, in one of the flows that a subquery gives; flows are few, so each is read by the key. */
export async function findPassage(
  db: Db,
  account: AccountId,
  id: string,
  flowIds: Fragment,
): Promise<Passage | null> {
  const [row] = await db`
    select ${columns(db)} from (${flowIds}) as flow
    join enrollments passage on passage.account_id = ${account} and passage.flow_id = flow.id and passage.id = ${id}
    left join due_enrollments due on due.account_id = ${account} and due.flow_id = flow.id and due.enrollment_id = passage.id`;
  return (row as Passage | undefined) ?? null;
}

function columns(db: Db): Fragment {
  return db`
    passage.id, passage.flow_id as "flowId", object_type_id as "objectTypeId", record_id as "recordId", status, end_reason as "endReason",
    enrolled_at as "enrolledAt", ended_at as "endedAt", trigger, action_id as "actionId", wait, step_count as "stepCount",
    due.due_at as "dueAt"`;
}
