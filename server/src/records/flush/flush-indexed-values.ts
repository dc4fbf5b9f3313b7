import type { RecordImage, RecordRef } from '@millrace/core/record';
import type { Flusher, Unit } from '../../history/index.ts';
import {
  deleteIndexedValues,
  type IndexedValue,
  type IndexTable,
  insertIndexedValues,
} from '../queries/indexed-values.ts';
import { valueKey } from '../queries/value-key.ts';
import { keysOf } from '../search/keys.ts';

/** An index as its table keeps it. */
interface KeptIndex {
  readonly id: string;
  readonly property: string;
  /** What a record with a value is kept under. */
  keysOf(value: string): readonly string[];
}

/** Keeps the indexes by which flows look for records in step with the records that were written. No statement where there is none. */
export const flushIndexedValues: Flusher = async (unit) => {
  if (unit.schema.hasIndexes) await keep(unit, 'indexed_values', (id) => lookUpIndexes(unit, id));
};

/** The same for those of searches. */
export const flushSearchValues: Flusher = async (unit) => {
  if (unit.schema.hasSearchIndexes) await keep(unit, 'search_values', (id) => searchIndexes(unit, id));
};

/** What an erased record has in indexes; its image is the last that is seen of it. */
export async function eraseIndexedValues(unit: Unit, image: RecordImage): Promise<void> {
  const { tx, account } = unit;
  const had = (indexes: readonly KeptIndex[]) =>
    indexes.flatMap((index) => inIndex(index, image, image.properties[index.property]));
  await deleteIndexedValues(tx, 'indexed_values', account.id, had(lookUpIndexes(unit, image.objectTypeId)));
  await deleteIndexedValues(tx, 'search_values', account.id, had(searchIndexes(unit, image.objectTypeId)));
}

function lookUpIndexes({ schema }: Unit, objectTypeId: string): readonly KeptIndex[] {
  return [...schema.indexes(objectTypeId).values()].map(({ id, property }) => ({
    id,
    property,
    keysOf: (value) => [valueKey(value)],
  }));
}

function searchIndexes({ schema }: Unit, objectTypeId: string): readonly KeptIndex[] {
  return schema.searchIndexes(objectTypeId).map((index) => ({
    id: index.id,
    property: index.property,
    keysOf: (value) => keysOf(index, value),
  }));
}

async function keep(
  unit: Unit,
  table: IndexTable,
  indexesOf: (objectTypeId: string) => readonly KeptIndex[],
): Promise<void> {
  const { tx, account } = unit;
  const { gone, come } = writesOf(unit, indexesOf);
  await Promise.all([
    deleteIndexedValues(tx, table, account.id, gone),
    insertIndexedValues(tx, table, account.id, come),
  ]);
}

/** The values that the changes take and release, in the end: one that was set and cleared again is neither. */
function writesOf({ world }: Unit, indexesOf: (objectTypeId: string) => readonly KeptIndex[]) {
  const gone = new Map<string, IndexedValue>();
  const come = new Map<string, IndexedValue>();
  const indexesByType = new Map<string, readonly KeptIndex[]>();
  for (const { ref, kind, before } of world.changes) {
    const image = world.record(ref);
    if (!image) continue;
    const indexes = indexesByType.get(ref.objectTypeId) ?? indexesOf(ref.objectTypeId);
    indexesByType.set(ref.objectTypeId, indexes);
    for (const index of indexes) {
      const { property } = index;
      const now = image.properties[property];
      const was = kind === 'updated' ? before?.[property] : kind === 'archived' ? now : null;
      if (was === undefined || (kind !== 'updated' && !OF_THE_WHOLE.has(kind))) continue;
      for (const each of inIndex(index, ref, was)) gone.set(keyOf(each), each);
      if (image.archivedAt === null) for (const each of inIndex(index, ref, now)) come.set(keyOf(each), each);
    }
  }
  for (const key of come.keys()) gone.delete(key);
  return { gone: [...gone.values()], come: [...come.values()] };
}

/** Changes by which all values of a record come or go. */
const OF_THE_WHOLE: ReadonlySet<string> = new Set(['created', 'archived', 'restored']);

function inIndex({ id: indexId, keysOf }: KeptIndex, { id }: RecordRef, value: unknown): IndexedValue[] {
  return typeof value === 'string' ? keysOf(value).map((key) => ({ indexId, value: key, id })) : [];
}

function keyOf({ indexId, value, id }: IndexedValue): string {
  return `${indexId} ${id} ${value}`;
}
