import { namesIn, UniqueValueTaken } from '@millrace/core/crm';
import type { RecordRef } from '@millrace/core/record';
import type { Flusher, Unit } from '../../history/index.ts';
import { onlyThrough } from '../../platform/index.ts';

/**
 * Releases the unique values that records have lost, and takes the ones that they have got. Throws UniqueValueTaken when another
 * record holds one: the unit of work then begins again.
 */
export const flushUniqueValues: Flusher = async (unit) => {
  const { released, taken } = uniqueValueWrites(unit);
  const archived = unit.world.changes.flatMap(({ kind, ref }) => (kind === 'archived' ? [ref] : []));
  await Promise.all([
    releaseUniqueValues(unit, released),
    releaseAllNames(unit, archived),
    takeUniqueValues(unit, taken),
  ]);
};

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

/** The values that the changes take and release, in the end: a value set and cleared again is neither. */
function uniqueValueWrites({ schema, world }: Unit) {
  const released = new Map<string, UniqueValueWrite>();
  const taken = new Map<string, UniqueValueWrite>();
  for (const { ref, kind, before, after } of world.changes) {
    const unique = schema.uniqueProperties(ref.objectTypeId);
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
    delete from unique_values using gone where unique_values.ctid = gone.place and unique_values.account_id === ${unit.account.id}`;
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
      where account_id = ${unit.account.id} and object_type_id = row.object_type_id and record_id = row.record_id and ${unit.tx.unsafe(onlyThrough('record_id'))}
      offset 0
    ) as held)
    delete from unique_values using gone where unique_values.ctid = gone.place and unique_values.account_id === ${unit.account.id}`;
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
    returning object_type_id, property, value`.execute();
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
