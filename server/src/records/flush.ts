import { namesIn, UniqueValueTaken } from '@millrace/core/crm';
import {
  type AssociationWrite,
  type Change,
  type RecordImage,
  type RecordRef,
  recordKey,
  type World,
} from '@millrace/core/record';
import { logChanges, type Unit } from '../history/index.ts';
import { keepCompanyDomains } from './queries/company-domains.ts';

/** Names of the properties of an object type whose values are unique among its records. */
export type UniqueProperties = (objectTypeId: string) => readonly string[];

/**
 * Writes what a World has logged: records, unique values, associations, changes. A constant number of statements however
 * much there is; they travel together. The caller has locked the rows of the records that were there before.
 * Throws UniqueValueTaken, and the transaction is to be given up, when a value is held by another record.
 */
export async function flushWorld(
  unit: Unit,
  world: World,
  uniqueProperties: UniqueProperties,
): Promise<void> {
  const values = uniqueValueWrites(world.changes, uniqueProperties, world);
  const links = lastWrites(world.associationWrites);
  await Promise.all([
    insertRecords(unit, world.createdRecords),
    updateRecords(unit, world.updatedRecords),
    releaseUniqueValues(unit, values.released),
    releaseAllNames(
      unit,
      world.changes.filter(({ kind }) => kind === 'archived').map(({ ref }) => ref),
    ),
    takeUniqueValues(unit, values.taken),
    removeAssociations(unit, links),
    addAssociations(unit, links),
    keepCompanyDomains(unit, world.changes, world),
    logChanges(unit, world.changes),
  ]);
}

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

async function addAssociations(unit: Unit, writes: readonly AssociationWrite[]): Promise<void> {
  const rows = bothDirections(writes, 'add');
  if (rows.length === 0) return;
  await unit.tx`
    insert into associations (account_id, from_object_type_id, from_id, to_object_type_id, to_id, category, type_id, created_at)
    select ${unit.account.id}::bigint, from_type, from_id, to_type, to_id, category::association_category, type_id, at
    from unnest(
      ${rows.map((row) => row.from.objectTypeId)}::text[], ${rows.map((row) => row.from.id)}::bigint[],
      ${rows.map((row) => row.to.objectTypeId)}::text[], ${rows.map((row) => row.to.id)}::bigint[],
      ${rows.map((row) => row.kind.category)}::text[], ${rows.map((row) => row.kind.typeId)}::integer[],
      ${rows.map((row) => row.at)}::timestamptz[]
    ) as row (from_type, from_id, to_type, to_id, category, type_id, at)
    on conflict do nothing`;
}

async function removeAssociations(unit: Unit, writes: readonly AssociationWrite[]): Promise<void> {
  const rows = bothDirections(writes, 'remove');
  if (rows.length === 0) return;
  await unit.tx`
    with gone as (select link.place from unnest(
      ${rows.map((row) => row.from.objectTypeId)}::text[], ${rows.map((row) => row.from.id)}::bigint[],
      ${rows.map((row) => row.to.objectTypeId)}::text[], ${rows.map((row) => row.to.id)}::bigint[],
      ${rows.map((row) => row.kind.category)}::text[], ${rows.map((row) => row.kind.typeId)}::integer[]
    ) as row (from_type, from_id, to_type, to_id, category, type_id)
    cross join lateral (
      select ctid as place from associations
      where account_id = ${unit.account.id} and from_object_type_id = row.from_type and from_id = row.from_id
        and to_object_type_id = row.to_type and to_id = row.to_id
        and category = row.category::association_category and type_id = row.type_id
      offset 0
    ) as link)
    delete from associations using gone where associations.ctid = gone.place`;
}

/** Of the writes to one link the last: made and cut again in one world, it is not there in the end. */
function lastWrites(writes: readonly AssociationWrite[]): AssociationWrite[] {
  const last = new Map<string, AssociationWrite>();
  for (const write of writes) {
    const ends = [recordKey(write.from), recordKey(write.to)];
    const kinds = [write.kind.typeId, write.inverse.typeId];
    // The same link may be written from either end.
    if (ends[0]! > ends[1]!) {
      ends.reverse();
      kinds.reverse();
    }
    last.set(JSON.stringify([write.kind.category, ends, kinds]), write);
  }
  return [...last.values()];
}

function bothDirections(writes: readonly AssociationWrite[], action: AssociationWrite['action']) {
  return writes
    .filter((write) => write.action === action)
    .flatMap(({ from, to, kind, inverse, at }) => [
      { from, to, kind, at },
      { from: to, to: from, kind: inverse, at },
    ]);
}

interface UniqueValueWrite {
  readonly objectTypeId: string;
  readonly property: string;
  readonly value: string;
  readonly id: string;
}

/** Changes that say nothing of the record's own properties. */
const BESIDE_PROPERTIES: ReadonlySet<string> = new Set([
  'associated',
  'disassociated',
  'event',
  'joined_list',
  'left_list',
]);

/** What the changes take and release, in the end: a value set and cleared again is neither. */
function uniqueValueWrites(changes: readonly Change[], uniqueProperties: UniqueProperties, world: World) {
  const released = new Map<string, UniqueValueWrite>();
  const taken = new Map<string, UniqueValueWrite>();
  for (const { ref, kind, before, after } of changes) {
    const unique = uniqueProperties(ref.objectTypeId);
    if (unique.length === 0) continue;
    const image = world.record(ref);
    const gone = kind === 'archived' ? image?.properties : before;
    const come = kind === 'restored' ? image?.properties : after;
    if (BESIDE_PROPERTIES.has(kind)) continue;
    for (const property of unique) {
      const write = (value: string): UniqueValueWrite => ({ ...ref, property, value });
      const key = (value: string) => JSON.stringify([ref.objectTypeId, property, value]);
      for (const old of namesIn(ref.objectTypeId, property, gone))
        if (!taken.delete(key(old))) released.set(key(old), write(old));
      for (const fresh of namesIn(ref.objectTypeId, property, come)) {
        const other = taken.get(key(fresh));
        if (other && other.id !== ref.id)
          throw new UniqueValueTaken(ref.objectTypeId, property, fresh, other.id);
        taken.set(key(fresh), write(fresh));
      }
    }
  }
  // An address that was both the first and a further one is kept when only one of the two goes.
  const stillNamed = ({ objectTypeId, property, value, id }: UniqueValueWrite) => {
    const image = world.record({ objectTypeId, id });
    return image?.archivedAt === null && namesIn(objectTypeId, property, image.properties).includes(value);
  };
  return {
    released: [...released.values()].filter((write) => !stillNamed(write)),
    taken: [...taken.values()],
  };
}

async function releaseUniqueValues(unit: Unit, writes: readonly UniqueValueWrite[]): Promise<void> {
  if (writes.length === 0) return;
  await unit.tx`
    with gone as (select held.place from unnest(
      ${writes.map((write) => write.objectTypeId)}::text[], ${writes.map((write) => write.property)}::text[],
      ${writes.map((write) => write.value)}::text[], ${writes.map((write) => write.id)}::bigint[]
    ) as row (object_type_id, property, value, record_id)
    cross join lateral (
      select ctid as place, record_id from unique_values
      where account_id = ${unit.account.id} and object_type_id = row.object_type_id and property = row.property
        and value = row.value
      offset 0
    ) as held
    where held.record_id = row.record_id)
    delete from unique_values using gone where unique_values.ctid = gone.place`;
}

/** A record that is archived also lets go of what it was named by before a merge. Rides unique_values_by_record. */
async function releaseAllNames(unit: Unit, archived: readonly RecordRef[]): Promise<void> {
  if (archived.length === 0) return;
  await unit.tx`
    with gone as (select held.place from unnest(
      ${archived.map((ref) => ref.objectTypeId)}::text[], ${archived.map((ref) => ref.id)}::bigint[]
    ) as row (object_type_id, record_id)
    cross join lateral (
      select ctid as place from unique_values
      where account_id = ${unit.account.id} and object_type_id = row.object_type_id and record_id = row.record_id and record_id > 0
      offset 0
    ) as held)
    delete from unique_values using gone where unique_values.ctid = gone.place`;
}

/** Waits for a transaction that is about to take the same value, then finds it taken; by the record itself is no matter. */
async function takeUniqueValues(unit: Unit, writes: readonly UniqueValueWrite[]): Promise<void> {
  if (writes.length === 0) return;
  // One order for all: transactions that want the same values wait for each other one way only.
  const sorted = [...writes].sort((a, b) => compare(keyOf(a), keyOf(b)));
  const taken = await unit.tx`
    insert into unique_values (account_id, object_type_id, property, value, record_id)
    select ${unit.account.id}::bigint, row.* from unnest(
      ${sorted.map((write) => write.objectTypeId)}::text[], ${sorted.map((write) => write.property)}::text[],
      ${sorted.map((write) => write.value)}::text[], ${sorted.map((write) => write.id)}::bigint[]
    ) as row (object_type_id, property, value, record_id)
    on conflict (account_id, object_type_id, property, value) do update set record_id = excluded.record_id
    where unique_values.record_id = excluded.record_id
    returning object_type_id, property, value`;
  if (taken.length === sorted.length) return;
  const got = new Set(
    taken.map((row) => JSON.stringify([row['object_type_id'], row['property'], row['value']])),
  );
  const refused = sorted.find(
    (write) => !got.has(JSON.stringify([write.objectTypeId, write.property, write.value])),
  )!;
  const [holder] = await unit.tx`
    select record_id from unique_values
    where account_id = ${unit.account.id} and object_type_id = ${refused.objectTypeId}
      and property = ${refused.property} and value = ${refused.value}`;
  throw new UniqueValueTaken(
    refused.objectTypeId,
    refused.property,
    refused.value,
    (holder?.['record_id'] as string) ?? refused.id,
  );
}

function keyOf({ objectTypeId, property, value }: UniqueValueWrite): string {
  return JSON.stringify([objectTypeId, property, value]);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
