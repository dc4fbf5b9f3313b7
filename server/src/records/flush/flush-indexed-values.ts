import type { PropertyIndex } from '@millrace/core/crm';
import type { RecordImage, RecordRef } from '@millrace/core/record';
import type { Flusher, Unit } from '../../history/index.ts';
import { deleteIndexedValues, type IndexedValue, insertIndexedValues } from '../queries/indexed-values.ts';

/** Keeps the indexes over properties in step with the records that were written. No statement where no property has one. */
export const flushIndexedValues: Flusher = async (unit) => {
  if (!unit.schema.hasIndexes) return;
  const { gone, come } = writesOf(unit);
  const { tx, account } = unit;
  await Promise.all([deleteIndexedValues(tx, account.id, gone), insertIndexedValues(tx, account.id, come)]);
};

/** What an erased record has in indexes; its image is the last that is seen of it. */
export async function eraseIndexedValues(unit: Unit, image: RecordImage): Promise<void> {
  const had = [...unit.schema.indexes(image.objectTypeId).values()].flatMap((index) =>
    inIndex(index, image, image.properties[index.property]),
  );
  await deleteIndexedValues(unit.tx, unit.account.id, had);
}

/** The values that the changes take and release, in the end: one that was set and cleared again is neither. */
function writesOf({ schema, world }: Unit) {
  const gone = new Map<string, IndexedValue>();
  const come = new Map<string, IndexedValue>();
  for (const { ref, kind, before } of world.changes) {
    const image = world.record(ref);
    if (!image) continue;
    for (const index of schema.indexes(ref.objectTypeId).values()) {
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

function inIndex({ id: indexId }: PropertyIndex, { id }: RecordRef, value: unknown): IndexedValue[] {
  return typeof value === 'string' ? [{ indexId, value, id }] : [];
}

function keyOf({ indexId, value, id }: IndexedValue): string {
  return `${indexId} ${id} ${value}`;
}
