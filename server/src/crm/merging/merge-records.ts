import { type RecordImage, type RecordRef, recordKey, type WriteCause } from '@millrace/core/record';
import { moveEvents } from '../../history/index.ts';
import { type Link, link, singlePrimary, unlink } from '../associations/link.ts';
import { loadLinks } from '../associations/load-links.ts';
import { recordNotFound, refused } from '../errors.ts';
import type { LinkRow } from '../queries/links.ts';
import { isRecordId } from '../records/record-id.ts';
import { type CrmSchema, isPrimary, type ObjectType } from '../schema.ts';
import type { CrmUnit } from '../unit.ts';
import { lockNeighbours, type Neighbourhood } from './lock-neighbours.ts';
import { mergedValues } from './merged-values.ts';
import type { RecordKeeper } from './record-keeper.ts';

/**
 * Merges one record into another: values, associations, events and what other
 * features keep go over, the one merged is archived. What the survivor
 * gains is logged as an update whose source is MERGE; besides, either end logs a change of kind `merged` that names the
 * other, by which enrollments end.
 */
export async function mergeRecords(
  unit: CrmUnit,
  type: ObjectType,
  survivorId: string,
  otherId: string,
  keepers: readonly RecordKeeper[],
): Promise<RecordImage> {
  if (survivorId === otherId) {
    throw refused(
      'objectIdToMerge',
      'SAME_RECORD',
      'objectIdToMerge: a record cannot be merged with itself.',
    );
  }
  const [to, from] = [survivorId, otherId].map((id): RecordRef => {
    if (!isRecordId(id)) throw recordNotFound(type, id);
    return { objectTypeId: type.id, id };
  }) as [RecordRef, RecordRef];
  const around = await lockNeighbours(unit, [to, from]);
  const survivor = live(type, around, to);
  const other = live(type, around, from);
  const cause: WriteCause = { ...unit.cause, source: { ...unit.cause.source, type: 'MERGE' } };
  const { world } = unit;
  for (const image of around.images.values()) world.load(image);
  await moveLinks(unit, around, to, from, cause);
  // Archived first: it lets go of its unique values, which the survivor may take.
  world.setArchived(from, true, cause);
  world.setProperties(to, mergedValues(type, survivor, other), cause);
  world.note(to, 'merged', { mergedFrom: from.id }, cause);
  world.note(from, 'merged', { mergedInto: to.id }, cause);
  await moveEvents(unit, from, to);
  for (const keeper of keepers) await keeper.merge(unit, from, to);
  return world.record(to)!;
}

function live(type: ObjectType, around: Neighbourhood, ref: RecordRef): RecordImage {
  const image = around.images.get(recordKey(ref));
  if (!image || image.archivedAt !== null) throw recordNotFound(type, ref.id);
  return image;
}

/**
 * The links of the one merged become the survivor's, but for those between the two. Primary ones first: whoever has none
 * gets the one that the other had, and not the first that comes along.
 */
async function moveLinks(
  unit: CrmUnit,
  around: Neighbourhood,
  to: RecordRef,
  from: RecordRef,
  cause: WriteCause,
): Promise<void> {
  const { world, schema } = unit;
  const old = around.links
    .filter((each) => recordKey(each.from) === recordKey(from))
    .flatMap((each) => typed(schema, each));
  const moved = old
    .filter((each) => recordKey(each.to) !== recordKey(to))
    .map((each) => ({ ...each, from: to }))
    .sort((a, b) => Number(isPrimary(b.type)) - Number(isPrimary(a.type)));
  await loadLinks(unit, [...old, ...moved]);
  for (const each of old) unlink(world, each, cause);
  for (const each of moved) if (!takesThePlace(unit, each)) link(world, schema, each, cause);
}

/** Whether a primary link would push aside one that stands: of the survivor, or of the record at the far end. */
function takesThePlace({ world, schema }: CrmUnit, wanted: Link): boolean {
  const single = isPrimary(wanted.type) ? singlePrimary(schema, wanted) : undefined;
  return single !== undefined && (world.associated(single.from, single.type)?.length ?? 0) > 0;
}

function typed(schema: CrmSchema, { from, to, kind }: LinkRow): Link[] {
  const type = schema.associationType(kind.category, kind.typeId);
  return type ? [{ from, to, type }] : [];
}
