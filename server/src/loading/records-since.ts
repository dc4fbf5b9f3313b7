import type { RecordImage, RecordRef } from '@millrace/core/record';
import type { AccountId } from '../accounts/index.ts';
import { changeOf, changesSince, type LoggedChange, type Since } from '../history/index.ts';
import type { Db } from '../platform/index.ts';
import { imagesOf, loadRecords } from '../records/index.ts';

/** Records as they are now, with their changes since, in order. */
export interface RecordsSince {
  readonly images: readonly RecordImage[];
  readonly changes: readonly LoggedChange[];
}

/**
 * Reads both in one statement, so that they belong together: an image with one write more would make the moments before it
 * wrong.
 */
export async function loadRecordsSince(
  db: Db,
  account: AccountId,
  refs: readonly RecordRef[],
  since: Since | null,
): Promise<RecordsSince> {
  if (since === null) return { images: await loadRecords(db, account, refs, 'none'), changes: [] };
  if (refs.length === 0) return { images: [], changes: [] };
  const rows = await db`
    with wanted as materialized (
      select * from unnest(${refs.map((ref) => ref.objectTypeId)}::text[], ${refs.map((ref) => ref.id)}::bigint[])
        as wanted (object_type_id, record_id)
    )
    select change.id, change.object_type_id, change.record_id, kind, before, after, at, source, depth,
           null::timestamptz as archived_at, null::bigint as created_by_flow
    from wanted cross join lateral (${changesSince(db, account, since)}) as change
    union all
    select null, record.object_type_id, record.id, 'image', null, properties, created_at, null, null, archived_at, created_by_flow
    from wanted cross join lateral (${imagesOf(db, account)}) as record
    order by 1`;
  const [images, changes] = [
    rows.filter((row) => row['kind'] === 'image'),
    rows.filter((row) => row['kind'] !== 'image'),
  ];
  return { images: images.map(imageOf), changes: changes.map(changeOf) };
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
