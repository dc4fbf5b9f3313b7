import type { Wait } from '@millrace/core/flow';
import type { EpochMillis } from '@millrace/core/time';
import type { AccountId } from '../accounts/index.ts';
import type { EnrollmentPause } from '../pauses/index.ts';
import { type Db, type Fragment, onlyThrough } from '../platform/index.ts';
import { isPausedAlone } from './aside.ts';
import type { PassageKey } from './pausing.ts';
import type { Passage } from './read-passages.ts';

/** Which failed steps count; all without a member. */
export interface FailedSteps {
  readonly actionIds?: readonly string[] | undefined;
  readonly reasons?: readonly string[] | undefined;
}

/** Which enrollments are wanted; all that have every member that is given. */
export interface CandidateFilter {
  readonly statuses: readonly Passage['status'][];
  /** The actions that they stand at. */
  readonly actionIds?: readonly string[] | undefined;
  readonly waitingFor?: readonly string[] | undefined;
  readonly endReasons?: readonly string[] | undefined;
  /** The records' present and former ids. */
  readonly recordIds?: readonly string[] | undefined;
  readonly enrolledFrom?: EpochMillis | undefined;
  readonly enrolledBefore?: EpochMillis | undefined;
  /** A step of theirs has failed so. */
  readonly failed?: FailedSteps | undefined;
  readonly isPaused?: boolean | undefined;
}

/** An enrollment that somebody means to move. */
export interface Candidate extends PassageKey {
  readonly objectTypeId: string;
  readonly recordId: string;
  readonly status: Passage['status'];
  readonly actionId: string | null;
  readonly wait: Wait | null;
  readonly paused: EnrollmentPause | null;
  readonly stepCount: number;
  readonly depth: number;
  /** The action of the last step that has failed, of those asked for; null without one. */
  readonly failedAt: string | null;
  /** Whether the record has entered the flow again since. */
  readonly cameAgain: boolean;
}

/** Looks through a flow's enrollments, so many at most, in an order that goes on behind `after`. */
export interface Look {
  readonly flowId: string;
  readonly filter: CandidateFilter;
  readonly after: string;
  /** Enrollments with greater ids are of later. */
  readonly lastId: string;
  readonly look: number;
  readonly most: number;
}

export interface Looked {
  readonly found: readonly Candidate[];
  /** Where to go on; null at the end. */
  readonly after: string | null;
  readonly looked: number;
}

/** The next of the wanted enrollments. Those that are inside are found by enrollments_active, all others by the key. */
export async function lookThrough(db: Db, account: AccountId, look: Look): Promise<Looked> {
  const { flowId, filter, after, lastId, most } = look;
  const key = keyOf(db, filter);
  const rows = await db`
    with seen as materialized (
      select ${key} as key, id, row_number() over (order by ${key}) as number from enrollments
      where ${ofFlow(db, account, flowId, filter)} and ${key} > ${after}::bigint and id <= ${lastId}::bigint
      order by ${key} limit ${look.look}
    ), found as (
      select ${columns(db, account, filter.failed)}, seen.key, seen.number::int as number
      from seen cross join lateral (
        select * from enrollments where account_id = ${account} and flow_id = ${flowId} and id = seen.id offset 0
      ) as passage
      where ${wanted(db, account, filter)}
      order by seen.key limit ${most}
    )
    select found.*, said.last, said.looked from (select max(key) as last, count(*)::int as looked from seen) as said
    left join found on true order by found.key`;
  const [first] = rows;
  const looked = first!['looked'] as number;
  const last = first!['last'] as string | null;
  const found = first!['id'] === null ? [] : rows;
  const isFull = found.length === most;
  const goOn = isFull ? (found.at(-1)!['key'] as string) : looked === look.look ? last : null;
  // What lies behind the last that was found is looked at again.
  return {
    found: found as unknown as Candidate[],
    after: goOn,
    looked: isFull ? (found.at(-1)!['number'] as number) : looked,
  };
}

/** Enrollments by their key, as they are now. */
export async function readCandidates(
  db: Db,
  account: AccountId,
  keys: readonly PassageKey[],
  failed: FailedSteps | undefined,
): Promise<Candidate[]> {
  if (keys.length === 0) return [];
  const rows = await db`
    select ${columns(db, account, failed)} from unnest(
      ${keys.map(({ flowId }) => flowId)}::bigint[], ${keys.map(({ id }) => id)}::bigint[]
    ) as row (flow_id, id)
    cross join lateral (
      select * from enrollments where account_id = ${account} and flow_id = row.flow_id and id = row.id offset 0
    ) as passage`;
  return rows as unknown as Candidate[];
}

/** How many enrollments would be looked through, and the last of them. */
export async function sizeOf(
  db: Db,
  account: AccountId,
  flowIds: readonly string[],
  filter: CandidateFilter,
): Promise<{ readonly total: number; readonly lastId: string }> {
  const [row] = await db`
    select coalesce(sum(flow.count), 0)::float8 as total, coalesce(max(flow.last), 0) as "lastId"
    from unnest(${flowIds as string[]}::bigint[]) as wanted (id) cross join lateral (
      select count(*) as count, max(id) as last from enrollments where ${ofFlow(db, account, db`wanted.id`, filter)}
    ) as flow`;
  return row as unknown as { total: number; lastId: string };
}

/** Only those inside are wanted, or those of given records, in the order of records; else all, in the order in which they came. */
function keyOf(db: Db, { statuses }: CandidateFilter): Fragment {
  return db.unsafe(statuses.every((status) => status === 'ACTIVE') ? 'record_id' : 'id');
}

function ofFlow(db: Db, account: AccountId, flowId: string | Fragment, filter: CandidateFilter): Fragment {
  const { statuses, recordIds } = filter;
  return db`
    account_id = ${account} and flow_id = ${flowId} and entered
    ${statuses.every((status) => status === 'ACTIVE') ? db`and ended = 0` : db``}
    ${recordIds ? db`and record_id = any(${recordIds as string[]}::bigint[])` : db``}`;
}

function wanted(db: Db, account: AccountId, filter: CandidateFilter): Fragment {
  const { statuses, actionIds, waitingFor, endReasons, enrolledFrom, enrolledBefore, failed, isPaused } =
    filter;
  const paused = isPausedAlone(db);
  return db`
    passage.status = any(${statuses as string[]}::enrollment_status[])
    ${actionIds ? db`and action_id = any(${actionIds as string[]}::text[])` : db``}
    ${waitingFor ? db`and wait ->> 'kind' = any(${waitingFor as string[]}::text[])` : db``}
    ${endReasons ? db`and end_reason = any(${endReasons as string[]}::text[])` : db``}
    ${enrolledFrom === undefined ? db`` : db`and enrolled_at >= ${enrolledFrom}::timestamptz`}
    ${enrolledBefore === undefined ? db`` : db`and enrolled_at < ${enrolledBefore}::timestamptz`}
    ${isPaused === undefined ? db`` : isPaused ? db`and ${paused}` : db`and not ${paused}`}
    ${failed ? db`and exists (${failedSteps(db, account, failed)})` : db``}`;
}

function columns(db: Db, account: AccountId, failed: FailedSteps | undefined): Fragment {
  return db`
    passage.id, passage.flow_id as "flowId", passage.object_type_id as "objectTypeId", passage.record_id as "recordId",
    passage.status::text as status, passage.action_id as "actionId", passage.wait, passage.paused, passage.step_count as "stepCount",
    passage.depth::int as depth,
    ${failed ? db`(${failedSteps(db, account, failed)} order by turn desc, number desc limit 1)` : db`null::text`} as "failedAt",
    ${failed ? db`${cameAgain(db, account)}` : db`false`} as "cameAgain"`;
}

function failedSteps(db: Db, account: AccountId, { actionIds, reasons }: FailedSteps): Fragment {
  return db`
    select step.action_id from logged_steps step
    where step.account_id = ${account} and step.flow_id = passage.flow_id and step.enrollment_id = passage.id
      and step.turn_outcome = 'FAILED' and step.outcome = 'FAILED' and step.action_id <> ''
      ${actionIds ? db`and step.action_id = any(${actionIds as string[]}::text[])` : db``}
      ${reasons ? db`and step.reason = any(${reasons as string[]}::text[])` : db``}`;
}

function cameAgain(db: Db, account: AccountId): Fragment {
  return db`exists (
    select from enrollments later where later.account_id = ${account} and later.record_id = passage.record_id and ${db.unsafe(onlyThrough('later.record_id'))}
      and later.flow_id = passage.flow_id and later.id > passage.id and later.entered
  )`;
}
