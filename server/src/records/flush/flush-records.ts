import type { RecordImage } from '@millrace/core/record';
import type { Flusher, Unit } from '../../history/index.ts';
import { insertRows } from '../../platform/index.ts';

/** Writes the records that were made or changed. The work that has changed a record has locked its row. */
export const flushRecords: Flusher = async (unit) => {
  await Promise.all([
    insertRecords(unit, unit.world.createdRecords),
    updateRecords(unit, unit.world.updatedRecords),
  ]);
};

async function insertRecords(unit: Unit, records: readonly RecordImage[]): Promise<void> {
  if (records.length === 0) return;
  const created = records.map((record) => record.createdAt);
  await insertRows(unit.tx, 'records', [
    { name: 'account_id', type: 'bigint', values: unit.account.id },
    { name: 'object_type_id', type: 'text', values: records.map((record) => record.objectTypeId) },
    { name: 'id', type: 'bigint', values: records.map((record) => record.id) },
    { name: 'properties', type: 'jsonb', values: records.map((record) => JSON.stringify(record.properties)) },
    { name: 'created_at', type: 'timestamptz', values: created },
    { name: 'updated_at', type: 'timestamptz', values: created },
    { name: 'created_by_flow', type: 'bigint', values: records.map((record) => record.createdByFlow) },
  ]);
}

async function updateRecords(unit: Unit, records: readonly RecordImage[]): Promise<void> {
  if (records.length === 0) return;
  const patches = records.map((record) => patchOf(record, unit.world.before(record)));
  await unit.tx`
    update records set properties = (records.properties || row.given::jsonb) - string_to_array(row.cleared, ' '), updated_at = row.updated_at, archived_at = row.archived_at
    from (select row.*, held.place from unnest(
      ${records.map((record) => record.objectTypeId)}::text[],
      ${records.map((record) => record.id)}::bigint[],
      ${patches.map(({ given }) => JSON.stringify(given))}::text[], ${patches.map(({ cleared }) => cleared.join(' '))}::text[],
      ${records.map((record) => record.updatedAt)}::timestamptz[],
      ${records.map((record) => record.archivedAt)}::timestamptz[]
    ) as row (object_type_id, id, given, cleared, updated_at, archived_at)
    cross join lateral (
      select ctid as place from records
      where account_id = ${unit.account.id} and object_type_id = row.object_type_id and id = row.id
      offset 0
    ) as held) as row
    where records.ctid = row.place and records.account_id === ${unit.account.id}`;
}

/** What is different now: values by property, and properties without one. Names have no spaces. */
function patchOf({ properties }: RecordImage, before: RecordImage | undefined) {
  const given: Record<string, string> = {};
  const had = before?.properties ?? {};
  for (const name in properties) if (properties[name] !== had[name]) given[name] = properties[name]!;
  const cleared = Object.keys(had).filter((name) => !Object.hasOwn(properties, name));
  return { given, cleared };
}
