import type { End, Trigger, Wait } from '@millrace/core/flow';
import type { EpochMillis } from '@millrace/core/time';
import type { AccountId } from '../accounts/index.ts';
import type { EnrollmentPause } from '../pauses/index.ts';
import { type Db, type Found, type Fragment, lookThrough, type TimePlace } from '../platform/index.ts';
import type { PassageKey } from './pausing.ts';
import { passagesOf } from './steps.ts';

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
  /** The revision under which it came where it stands, or stood at its end. */
  readonly revisionId: string;
  readonly stepCount: number;
  /** Its next due instant, or when it fell due in a pause; null when something else will wake it, or it has ended. */
  readonly dueAt: EpochMillis | null;
  /** The trigger that enrolls the record again when the passage is over. */
  readonly kept: { readonly trigger: Trigger; readonly at: EpochMillis } | null;
  /** Its pause by itself. */
  readonly paused: EnrollmentPause | null;
}

export interface PassageFilter {
  readonly status?: Passage['status'] | undefined;
  readonly reason?: string | undefined;
  /** Where it stands, or stood when it ended. */
  readonly actionId?: string | undefined;
  readonly objectTypeId?: string | undefined;
  /** The record's present and former ids. */
  readonly recordIds?: readonly string[] | undefined;
  /** Enrolled from this instant on, and before that one. */
  readonly from?: EpochMillis | undefined;
  readonly to?: EpochMillis | undefined;
}

export interface PassageQuery extends PassageFilter {
  /** The last passage of the page before. */
  readonly after?: TimePlace | undefined;
  readonly limit: number;
}

/** Passages that are inside are sorted as a whole when they are no more than this. */
const INSIDE_SORTED_MAX = 20_000;

/**
 * Passages through flows, the latest enrolled first. Those of a record ride enrollments_by_record, a record has few; those inside a
 * flow enrollments_active, when they are not many; others each flow's enrollments_by_time, or enrollments_cut_short, no further than the
 * page, or than rows are looked at.
 */
export async function listPassages(
  db: Db,
  account: AccountId,
  flowIds: readonly string[],
  query: PassageQuery,
): Promise<Found<Passage>> {
  const { status, recordIds, from, to, after, limit } = query;
  const flows = flowIds as string[];
  const isOfFew =
    recordIds === undefined && status === 'ACTIVE' && (await areFewInside(db, account, flowIds));
  const within = db`
    enrolled_at >= ${from ?? '-infinity'}::timestamptz and enrolled_at < ${to ?? 'infinity'}::timestamptz
    ${after === undefined ? db`` : db`and (enrolled_at, id) < (${after.at}::timestamptz, ${after.id}::bigint)`}`;
  const order = db`order by enrolled_at desc, id desc`;
  const ofStatus = status === undefined ? db`true` : db`status = ${status}::enrollment_status`;
  const isCutShort = status === 'FAILED' || status === 'UNENROLLED';
  const { rows, reached } = await lookThrough(db, {
    ...(recordIds || isOfFew
      ? { streams: db`(select 1) as one`, count: 1, stream: null }
      : { streams: db`unnest(${flows}::bigint[]) as flow (id)`, count: flows.length, stream: 'flow_id' }),
    read: (most) =>
      recordIds
        ? db`
            select * from (${passagesOf(db, account, recordIds)}) as passage
            where flow_id = any(${flows}::bigint[]) and ${within} ${order} limit ${most}`
        : isOfFew
          ? db`
              select passage.* from unnest(${flows}::bigint[]) as flow (id) cross join lateral (
                select * from enrollments where account_id = ${account} and flow_id = flow.id and ended = 0 offset 0
              ) as passage
              where ${within} ${order} limit ${most}`
          : db`
              select * from enrollments
              where account_id = ${account} and flow_id = flow.id and ${within}
                and ${isCutShort ? db`ended > 0 and status <> 'COMPLETED' and ${ofStatus}` : db`enrolled_at > '-infinity'`}
              ${order} limit ${most}`,
    by: ['enrolled_at', 'id'],
    direction: 'desc',
    fits: db`${ofStatus} ${passageFilter(db, query)}`,
    limit,
  });
  const keys = rows.map((row) => ({ flowId: row['flow_id'] as string, id: row['id'] as string }));
  return { items: await findPassages(db, account, keys), reached: reached?.join('-') };
}

/** Whether those inside are few enough to be read as a whole. Rides enrollments_active, no further than that. */
async function areFewInside(db: Db, account: AccountId, flowIds: readonly string[]): Promise<boolean> {
  const [row] = await db`
    select count(*)::int as count from (
      select from unnest(${flowIds as string[]}::bigint[]) as flow (id) cross join lateral (
        select from enrollments where account_id = ${account} and flow_id = flow.id and ended = 0 limit ${INSIDE_SORTED_MAX + 1}
      ) as inside
      limit ${INSIDE_SORTED_MAX + 1}
    ) as counted`;
  return (row!['count'] as number) <= INSIDE_SORTED_MAX;
}

function passageFilter(db: Db, { reason, actionId, objectTypeId }: PassageFilter): Fragment {
  return db`
    ${objectTypeId === undefined ? db`` : db`and object_type_id = ${objectTypeId}`}
    ${reason === undefined ? db`` : db`and end_reason = ${reason}`}
    ${actionId === undefined ? db`` : db`and action_id = ${actionId}`}`;
}

/** One passage, in one of the flows that a subquery gives; flows are few, so each is read by the key. */
export async function findPassage(
  db: Db,
  account: AccountId,
  id: string,
  flowIds: Fragment,
): Promise<Passage | null> {
  const [row] = await db`
    select ${passageColumns(db, account)} from (${flowIds}) as flow
    join enrollments passage on passage.account_id = ${account} and passage.flow_id = flow.id and passage.id = ${id}
    left join due_enrollments due on due.account_id = ${account} and due.flow_id = flow.id and due.enrollment_id = passage.id`;
  return (row as Passage | undefined) ?? null;
}

/** Passages by their keys, in that order. */
export async function findPassages(
  db: Db,
  account: AccountId,
  keys: readonly PassageKey[],
): Promise<Passage[]> {
  const rows = await db`
    select ${passageColumns(db, account)} from unnest(
      ${keys.map(({ flowId }) => flowId)}::bigint[], ${keys.map(({ id }) => id)}::bigint[]
    ) with ordinality as wanted (flow_id, id, number)
    cross join lateral (
      select * from enrollments where account_id = ${account} and flow_id = wanted.flow_id and id = wanted.id offset 0
    ) as passage
    left join lateral (
      select due_at, fell_due_at from due_enrollments
      where account_id = ${account} and flow_id = wanted.flow_id and enrollment_id = wanted.id offset 0
    ) as due on true
    order by wanted.number`;
  return rows as unknown as Passage[];
}

/** The columns of a Passage of this account, from `passage` and its row in `due`. */
export function passageColumns(db: Db, account: AccountId): Fragment {
  return db`
    passage.id, passage.flow_id as "flowId", object_type_id as "objectTypeId", record_id as "recordId", status, end_reason as "endReason",
    enrolled_at as "enrolledAt", ended_at as "endedAt", trigger, action_id as "actionId", passage.revision_id as "revisionId", wait,
    step_count as "stepCount",
    coalesce(due.fell_due_at, due.due_at) as "dueAt", paused,
    (
      select jsonb_build_object('trigger', kept.trigger, 'at', (extract(epoch from kept.at) * 1000)::bigint) from kept_triggers kept
      where kept.account_id = ${account} and kept.flow_id = passage.flow_id and kept.record_id = passage.record_id
        and kept.enrollment_id = passage.id and kept.ready_at is null and passage.ended = 0
    ) as kept`;
}
