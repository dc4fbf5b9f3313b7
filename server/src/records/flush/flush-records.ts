import type { RecordImage } from '@millrace/core/record';
import type { Flusher, Unit } from '../../history/index.ts';

/** Writes the records that were made or changed. The work that has changed a record has locked its row. */
export const flushRecords: Flusher = async (unit) => {
  await Promise.all([
    insertRecords(unit, unit.world.createdRecords),
    updateRecords(unit, unit.world.updatedRecords),
  ]);
};

async function insertRecords(unit: Unit, records: readonly RecordImage[]): Promise<void> {
  if (records.length === 0) return;
  await unit.tx`
    insert into records (account_id, object_type_id, id, properties, created_at, updated_at, created_by_flow)
    select ${unit.account.id}::bigint, object_type_id, id, properties::jsonb, created_at, created_at, created_by_flow
    from unnest(
      ${records.map((record) => record.objectTypeId)}::text[],
      ${records.map((record) => record.id)}::bigint[],
      ${records.map((record) => JSON.stringify(record.properties))}::text[],
      ${records.map((record) => record.createdAt)}::timestamptz[],
      ${records.map((record) => record.createdByFlow)}::bigint[]
    ) as row (object_type_id, id, properties, created_at, created_by_flow)`;
}

async function updateRecords(unit: Unit, records: readonly RecordImage[]): Promise<void> {
  if (records.length === 0) return;
  await unit.tx`
    update records set properties = row.properties::jsonb, updated_at = row.updated_at, archived_at = row.archived_at
    from (select row.*, held.place from unnest(
      ${records.map((record) => record.objectTypeId)}::text[],
      ${records.map((record) => record.id)}::bigint[],
      ${records.map((record) => JSON.stringify(record.properties))}::text[],
      ${records.map((record) => record.updatedAt)}::timestamptz[],
      ${records.map((record) => record.archivedAt)}::timestamptz[]
    ) as row (object_type_id, id, properties, updated_at, archived_at)
    cross join lateral (
      select ctid as place from records
      where account_id = ${unit.account.id} and object_type_id = row.object_type_id and id = row.id
      offset 0
    ) as held) as row
    where records.ctid = row.place`;
}
