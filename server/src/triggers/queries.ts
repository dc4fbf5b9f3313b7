import type { Change, RecordImage, RecordRef } from '@millrace/core/record';
import type { Unit } from '../history/index.ts';

/** A change as it is stored. */
export interface LoggedChange extends Change {
  readonly id: string;
}

/** Changes that one transaction looks at. */
export const CHANGES_PER_BATCH = 500;

/** Advisory lock class of the lane that looks at changes: one an account, so that changes of a record are seen in order. */
const CHANGES_LOCK = 7_262_005;

/** Takes the lane of the account for this transaction; false when another has it. */
export async function takeLane(unit: Unit): Promise<boolean> {
  const key = Number(BigInt.asIntN(32, BigInt(unit.account.id)));
  const [row] = await unit.tx`select pg_try_advisory_xact_lock(${CHANGES_LOCK}, ${key}) as taken`;
  return row!['taken'] as boolean;
}

/** Takes the oldest pending changes out of the queue, in order. */
export async function claimChanges(unit: Unit, most: number): Promise<LoggedChange[]> {
  const { id: account } = unit.account;
  const rows = await unit.tx`
    with oldest as materialized (
      select change_id, object_type_id, record_id, at from pending_changes where account_id = ${account} order by change_id limit ${most}
    ), taken as (
      delete from pending_changes using oldest
      where pending_changes.account_id = ${account} and pending_changes.change_id = oldest.change_id
    )
    select changes.* from oldest join changes
      on changes.account_id = ${account} and changes.object_type_id = oldest.object_type_id
      and changes.record_id = oldest.record_id and changes.id = oldest.change_id and changes.at = oldest.at
    order by changes.id`;
  return rows.map(changeOf);
}

/** Records as they are now, and what has been written to their properties from a change of each on. */
export interface RecordsSince {
  readonly images: readonly RecordImage[];
  /** In order. */
  readonly writes: readonly LoggedChange[];
}

/**
 * Reads both in one statement, so that they belong together: an image that knew of one write more would make the moments
 * before it wrong.
 */
export async function loadRecordsSince(
  unit: Unit,
  starts: readonly { readonly ref: RecordRef; readonly changeId: string }[],
): Promise<RecordsSince> {
  if (starts.length === 0) return { images: [], writes: [] };
  const rows = await unit.tx`
    with start as materialized (
      select * from unnest(
        ${starts.map(({ ref }) => ref.objectTypeId)}::text[], ${starts.map(({ ref }) => ref.id)}::bigint[],
        ${starts.map(({ changeId }) => changeId)}::bigint[]
      ) as start (object_type_id, record_id, change_id)
    )
    select changes.id, changes.object_type_id, changes.record_id, kind, before, after, at, source, depth,
           null::timestamptz as archived_at, null::bigint as created_by_flow
    from start join changes on changes.account_id = ${unit.account.id} and changes.object_type_id = start.object_type_id
      and changes.record_id = start.record_id and changes.id >= start.change_id
    where kind in ('created', 'updated')
    union all
    select null, records.object_type_id, records.id, 'image', null, properties, created_at, null, null, archived_at, created_by_flow
    from start join records on records.account_id = ${unit.account.id} and records.object_type_id = start.object_type_id
      and records.id = start.record_id
    order by 1`;
  const [images, writes] = [
    rows.filter((row) => row['kind'] === 'image'),
    rows.filter((row) => row['kind'] !== 'image'),
  ];
  return { images: images.map(imageOf), writes: writes.map(changeOf) };
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
