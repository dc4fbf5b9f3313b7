import type { Change, RecordImage, RecordRef } from '@millrace/core/record';
import type { EpochMillis } from '@millrace/core/time';
import type { AccountId } from '../accounts/index.ts';
import { pendingChanges, type Unit } from '../history/index.ts';
import { accountKey, type Db, LOCKS, type Tx } from '../platform/index.ts';

/** A change as it is stored. */
export interface LoggedChange extends Change {
  readonly id: string;
}

/** Changes that one transaction looks at. */
export const CHANGES_PER_BATCH = 500;

/** Takes the lane of the account for this transaction; false when another has it. */
export async function takeLane(unit: Unit): Promise<boolean> {
  const [row] =
    await unit.tx`select pg_try_advisory_xact_lock(${LOCKS.LANE}, ${accountKey(unit.account.id)}) as taken`;
  return row!['taken'] as boolean;
}

/** Takes the lane when it is free; for work that comes seldom and must not be kept out by what comes always. */
export async function waitForLane(unit: Unit): Promise<void> {
  await unit.tx`select pg_advisory_xact_lock(${LOCKS.LANE}, ${accountKey(unit.account.id)})`;
}

/** Takes the oldest pending changes out of the queue, in order. */
export async function claimChanges(unit: Unit, most: number): Promise<LoggedChange[]> {
  const { id: account } = unit.account;
  const rows = await unit.tx`
    with oldest as materialized (
      select ctid as place, change_id, object_type_id, record_id, at from pending_changes
      where account_id = ${account} order by change_id limit ${most}
    ), taken as (
      delete from pending_changes using oldest where pending_changes.ctid = oldest.place
    )
    select change.* from oldest cross join lateral (
      select * from changes
      where account_id = ${account} and object_type_id = oldest.object_type_id and record_id = oldest.record_id
        and id = oldest.change_id and at = oldest.at
      offset 0
    ) as change
    order by change.id`;
  return rows.map(changeOf);
}

/** Gives claimed changes back: they are the next to be looked at. */
export async function giveBackChanges(unit: Unit, changes: readonly LoggedChange[]): Promise<void> {
  if (changes.length === 0) return;
  unit.wake(pendingChanges);
  await unit.tx`
    insert into pending_changes (account_id, change_id, object_type_id, record_id, at)
    select ${unit.account.id}::bigint, row.* from unnest(
      ${changes.map(({ id }) => id)}::bigint[], ${changes.map(({ ref }) => ref.objectTypeId)}::text[],
      ${changes.map(({ ref }) => ref.id)}::bigint[], ${changes.map(({ at }) => at)}::timestamptz[]
    ) as row (change_id, object_type_id, record_id, at)`;
}

/** From when on: a change, or an instant. */
export type Since =
  | { readonly kind: 'change'; readonly id: string }
  /** Later than the instant. */
  | { readonly kind: 'instant'; readonly at: EpochMillis };

/** Records as they are now, and what has been written to them since, in order. */
export interface RecordsSince {
  readonly images: readonly RecordImage[];
  readonly changes: readonly LoggedChange[];
}

/**
 * Reads both in one statement, so that they belong together: an image that knew of one write more would make the moments
 * before it wrong.
 */
export async function loadRecordsSince(
  db: Db,
  account: AccountId,
  refs: readonly RecordRef[],
  since: Since | null,
): Promise<RecordsSince> {
  if (refs.length === 0) return { images: [], changes: [] };
  const later = !since
    ? db`false`
    : since.kind === 'change'
      ? db`id >= ${since.id}::bigint`
      : db`at > ${since.at}::timestamptz`;
  const rows = await db`
    with wanted as materialized (
      select * from unnest(${refs.map((ref) => ref.objectTypeId)}::text[], ${refs.map((ref) => ref.id)}::bigint[])
        as wanted (object_type_id, record_id)
    )
    select change.id, change.object_type_id, change.record_id, kind, before, after, at, source, depth,
           null::timestamptz as archived_at, null::bigint as created_by_flow
    from wanted cross join lateral (
      select * from changes
      where account_id = ${account} and object_type_id = wanted.object_type_id and record_id = wanted.record_id and ${later}
      offset 0
    ) as change
    union all
    select null, record.object_type_id, record.id, 'image', null, properties, created_at, null, null, archived_at, created_by_flow
    from wanted cross join lateral (
      select * from records where account_id = ${account} and object_type_id = wanted.object_type_id and id = wanted.record_id
      offset 0
    ) as record
    order by 1`;
  const [images, changes] = [
    rows.filter((row) => row['kind'] === 'image'),
    rows.filter((row) => row['kind'] !== 'image'),
  ];
  return { images: images.map(imageOf), changes: changes.map(changeOf) };
}

/** What has been written to records since, in order. */
export async function loadChangesSince(
  db: Db,
  account: AccountId,
  refs: readonly RecordRef[],
  since: Since,
): Promise<LoggedChange[]> {
  if (refs.length === 0) return [];
  const rows = await db`
    select change.* from unnest(
      ${refs.map((ref) => ref.objectTypeId)}::text[], ${refs.map((ref) => ref.id)}::bigint[]
    ) as wanted (object_type_id, record_id)
    cross join lateral (
      select * from changes
      where account_id = ${account} and object_type_id = wanted.object_type_id and record_id = wanted.record_id
        and ${since.kind === 'change' ? db`id >= ${since.id}::bigint` : db`at > ${since.at}::timestamptz`}
      offset 0
    ) as change
    order by change.id`;
  return rows.map(changeOf);
}

/** The newest changes of a record, under every id that it has had, up to a moment; newest first. */
export async function latestChanges(
  db: Db,
  account: AccountId,
  asked: {
    readonly ref: RecordRef;
    readonly recordIds: readonly string[];
    readonly at: EpochMillis;
    readonly most: number;
  },
): Promise<LoggedChange[]> {
  const rows = await db`
    select latest.* from unnest(${asked.recordIds as string[]}::bigint[]) as wanted (record_id)
    cross join lateral (
      select * from changes
      where account_id = ${account} and object_type_id = ${asked.ref.objectTypeId} and record_id = wanted.record_id
        and at <= ${asked.at}::timestamptz
      order by id desc limit ${asked.most}
    ) as latest
    order by latest.id desc limit ${asked.most}`;
  return rows.map(changeOf);
}

function imageOf(row: Record<string, unknown>): RecordImage {
  return {
    objectTypeId: row['object_type_id'] as string,
    id: row['record_id'] as string,
    properties: row['after'] as RecordImage['properties'],
    createdAt: row['at'] as number,
    updatedAt: row['at'] as number,
    archivedAt: row['archived_at'] as number | null,
    createdByFlow: row['created_by_flow'] as string | null,
  };
}

function changeOf(row: Record<string, unknown>): LoggedChange {
  return {
    id: row['id'] as string,
    ref: { objectTypeId: row['object_type_id'] as string, id: row['record_id'] as string },
    kind: row['kind'] as Change['kind'],
    before: row['before'] as Change['before'],
    after: row['after'] as Change['after'],
    at: row['at'] as number,
    source: row['source'] as Change['source'],
    depth: row['depth'] as number,
  };
}

/** Notes that a flow looks at changes from now on; no other write of the account is in hand. */
export async function startWatch(tx: Tx, account: AccountId, flowId: string): Promise<void> {
  await tx`
    insert into flow_watches (account_id, flow_id, after_change)
    select ${account}::bigint, ${flowId}::bigint, case when is_called then last_value else 0 end from change_ids
    on conflict (account_id, flow_id) do update set after_change = excluded.after_change`;
}

/** After which change a flow looks. */
export async function selectWatch(db: Db, account: AccountId, flowId: string): Promise<string | undefined> {
  const [row] = await db`
    select after_change from flow_watches where account_id = ${account} and flow_id = ${flowId}::bigint`;
  return row?.['after_change'] as string | undefined;
}

/** After which change each flow of the account looks, by flow. */
export async function selectWatches(db: Db, account: AccountId): Promise<Map<string, string>> {
  const rows = await db`select flow_id, after_change from flow_watches where account_id = ${account}`;
  return new Map(rows.map((row) => [row['flow_id'] as string, row['after_change'] as string]));
}
