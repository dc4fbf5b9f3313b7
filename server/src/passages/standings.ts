import type { EpochMillis } from '@millrace/core/time';
import { type AccountId, sameAccountSql } from '../accounts/index.ts';
import type { Unit } from '../history/index.ts';
import { type Db, onlyThrough } from '../platform/index.ts';
import { knownIds } from '../records/index.ts';

/** The standing of a record in a flow: inside now, or formerly. */
export interface Standing {
  readonly active: boolean;
  /** The latest occurrence of the flow's schedule that enrolled it, as an ISO 8601 instant in UTC; null when none did. */
  readonly scheduledAt: string | null;
}

/**
 * The standings of records in flows, by `flow/record`; absent for a record that has never been inside. The survivor of a merge
 * has also been inside the flows of the merged record. Rides enrollments_by_record and records_by_merged_into.
 */
export async function loadStandings(
  db: Db,
  account: AccountId,
  pairs: readonly { readonly flowId: string; readonly recordId: string }[],
): Promise<Map<string, Standing>> {
  if (pairs.length === 0) return new Map();
  const rows = await db`
    select pair.flow_id, pair.record_id, bool_or(passages.active and known.id = pair.record_id) as active,
      max(passages.scheduled_at) as scheduled_at
    from unnest(${pairs.map((pair) => pair.flowId)}::bigint[], ${pairs.map((pair) => pair.recordId)}::bigint[])
      as pair (flow_id, record_id)
    cross join lateral (${knownIds(db, account, db`pair.record_id`)}) as known
    cross join lateral (
      select bool_or(ended = 0) as active, max(trigger ->> 'scheduledAt') as scheduled_at from enrollments
      where account_id = ${account} and flow_id = pair.flow_id and record_id = known.id and ${db.unsafe(onlyThrough('record_id'))} and entered
    ) as passages
    where passages.active is not null
    group by pair.flow_id, pair.record_id`;
  return new Map(
    rows.map((row) => [
      `${row['flow_id']}/${row['record_id']}`,
      { active: row['active'] as boolean, scheduledAt: row['scheduled_at'] as string | null },
    ]),
  );
}

/** The active passage of the record under an alias in a flow (an SQL expression). Rides enrollments_active. */
export function insideSql(alias: string, flowId: string): string {
  return `enrollments passage where ${sameAccountSql('passage', alias)} and passage.flow_id = ${flowId} and passage.record_id = ${alias}.id and passage.ended = 0`;
}

/** The passages, past and present, of the record under an alias, whose present and former ids a subquery gives, through a flow. */
export function enteredSql(alias: string, flowId: string, knownIds: string): string {
  return (
    `enrollments passage where ${sameAccountSql('passage', alias)} and passage.flow_id = ${flowId}` +
    ` and passage.record_id in (${knownIds}) and ${onlyThrough('passage.record_id')} and passage.entered`
  );
}

/** The number of records in a flow. */
export async function countInside({ tx, account }: Unit, flowId: string): Promise<number> {
  const [row] = await tx`
    select count(*)::int as inside from enrollments
    where account_id = ${account.id} and flow_id = ${flowId} and ended = 0`;
  return row!['inside'] as number;
}

/** The next records in a flow, in the order of their ids. Rides enrollments_active. */
export async function insideAfter(
  { tx, account }: Unit,
  flowId: string,
  afterId: string,
  most: number,
): Promise<string[]> {
  const rows = await tx`
    select record_id as id from enrollments
    where account_id = ${account.id} and flow_id = ${flowId} and ended = 0 and record_id > ${afterId}::bigint
    order by record_id limit ${most}`;
  return rows.map((row) => row['id'] as string);
}

/** The greatest id of those who are in a flow; null without any. */
export async function lastInside({ tx, account }: Unit, flowId: string): Promise<string | null> {
  const [row] = await tx`
    select max(id)::text as last from enrollments
    where account_id = ${account.id} and flow_id = ${flowId} and ended = 0`;
  return row!['last'] as string | null;
}

/** How many are in a flow whose ids are in ranges, by the ends of these. One statement, none without ranges. */
export async function insideUpTo(
  { tx, account }: Unit,
  flowId: string,
  ranges: readonly { readonly afterId: string; readonly upToId: string }[],
): Promise<Map<string, number>> {
  if (ranges.length === 0) return new Map();
  const rows = await tx`
    select range.up_to_id as "upToId", count(passage.id)::int as inside
    from unnest(${ranges.map(({ afterId }) => afterId)}::bigint[], ${ranges.map(({ upToId }) => upToId)}::bigint[])
      as range (after_id, up_to_id)
    left join enrollments as passage on passage.account_id = ${account.id} and passage.flow_id = ${flowId} and passage.ended = 0
      and passage.id > range.after_id and passage.id <= range.up_to_id
    group by range.up_to_id`;
  return new Map(rows.map((row) => [row['upToId'] as string, row['inside'] as number]));
}

/** Those of these flows that have active enrollments. Rides enrollments_active. */
export async function flowsWithActive(
  db: Db,
  account: AccountId,
  flowIds: readonly string[],
): Promise<string[]> {
  if (flowIds.length === 0) return [];
  const rows = await db`
    select flow.id from unnest(${flowIds as string[]}::bigint[]) as flow (id) cross join lateral (
      select from enrollments where account_id = ${account} and flow_id = flow.id and ended = 0 limit 1
    ) as active`;
  return rows.map((row) => row['id'] as string);
}

/** One passage of a record, as of a moment. */
export interface PassageThen {
  readonly id: string;
  readonly entered: boolean;
  readonly enrolledAt: EpochMillis;
  /** Null while it was inside. */
  readonly endedAt: EpochMillis | null;
  readonly endReason: string | null;
  /** The change that enrolled it, or would have; null without a change. */
  readonly changeId: string | null;
}

/** The passages of a record through a flow that had begun at a moment, the newest first. */
export async function passagesAt(
  db: Db,
  account: AccountId,
  asked: {
    readonly flowId: string;
    /** The record's present and former ids. */
    readonly recordIds: readonly string[];
    readonly at: EpochMillis;
    readonly most: number;
  },
): Promise<PassageThen[]> {
  const { flowId, recordIds, at, most } = asked;
  const rows = await db`
    select id, entered, enrolled_at as "enrolledAt", ended_at as "endedAt", end_reason as "endReason",
      trigger ->> 'changeId' as "changeId"
    from enrollments
    where account_id = ${account} and flow_id = ${flowId} and record_id = any(${recordIds as string[]}::bigint[]) and ${db.unsafe(onlyThrough('record_id'))}
      and enrolled_at <= ${at}::timestamptz
    order by id desc limit ${most}`;
  return (rows as unknown as PassageThen[]).map((row) =>
    row.endedAt !== null && row.endedAt > at ? { ...row, endedAt: null, endReason: null } : row,
  );
}

/** The flows that led to passages, in order, by `flow/enrollment`; empty where none was stored. */
export async function loadChains(
  { tx, account }: Unit,
  passages: readonly { readonly flowId: string; readonly enrollmentId: string }[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await tx`
    select flow_id as "flowId", id, trigger -> 'through' as through from enrollments
    where account_id = ${account.id} and (flow_id, id) in (
      select * from unnest(
        ${passages.map(({ flowId }) => flowId)}::bigint[], ${passages.map(({ enrollmentId }) => enrollmentId)}::bigint[]
      )
    )`;
  return new Map(
    rows.map((row) => [`${row['flowId']}/${row['id']}`, (row['through'] as string[] | null) ?? []]),
  );
}
