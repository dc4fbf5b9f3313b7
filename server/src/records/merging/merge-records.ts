import {
  type CrmSchema,
  isPrimary,
  isRecordId,
  type Link,
  link,
  type ObjectType,
  singlePrimary,
  unlink,
} from '@millrace/core/crm';
import {
  type NewRecord,
  type RecordImage,
  type RecordRef,
  recordKey,
  type WriteCause,
} from '@millrace/core/record';
import { iso } from '@millrace/core/time';
import { noteAudit } from '../../audit/index.ts';
import { copyPropertyHistory, moveEvents } from '../../history/index.ts';
import { refused } from '../../platform/index.ts';
import { loadLinks } from '../associations/load-links.ts';
import { mergedRecords } from '../audited.ts';
import { recordNotFound } from '../errors.ts';
import { drawRecordIds } from '../load.ts';
import { readNamed } from '../load-named.ts';
import type { LinkRow } from '../queries/links.ts';
import { moveUniqueValues, noteMerged } from '../queries/merging.ts';
import type { CrmUnit } from '../unit.ts';
import { lockNeighbours, type Neighbourhood, NeighboursMoved } from './lock-neighbours.ts';
import { mergedValues } from './merged-values.ts';
import type { RecordKeeper } from './record-keeper.ts';

/**
 * Makes one record of two, with an id of its own, as the original does: it has what the first has and what that lacks of
 * the second; history, associations, events, unique values and what other features keep go over. Both old records are
 * archived, and their ids go on answering for the new one. What it gains is logged as its creation, whose source is MERGE;
 * besides, either old one logs a change of kind `merged` that names it, by which enrollments end that do not go over.
 */
export async function mergeRecords(
  unit: CrmUnit,
  type: ObjectType,
  firstId: string,
  secondId: string,
  keepers: readonly RecordKeeper[],
): Promise<RecordImage> {
  const [first, second] = await bothNow(unit, type, firstId, secondId);
  for (const keeper of keepers) await keeper.lockBefore?.(unit, [first, second]);
  const around = await lockNeighbours(unit, [first, second]);
  const survivor = live(around, first);
  const other = live(around, second);
  const cause: WriteCause = { ...unit.cause, source: { ...unit.cause.source, type: 'MERGE' } };
  const { world } = unit;
  for (const image of around.images.values()) world.load(image);
  const [id] = await drawRecordIds(unit.tx, 1);
  const gained = mergedValues(type, survivor, other, cause.at);
  const fresh = heirOf(type, survivor, gained, id!, cause);
  for (const old of [first, second]) world.setArchived(old, true, cause);
  world.create(fresh, cause, kept(gained));
  await moveLinks(unit, around, first, second, fresh, cause);
  for (const old of [first, second]) world.note(old, 'merged', { mergedInto: fresh.id }, cause);
  await noteMerged(unit, type.id, [first.id, second.id], fresh.id);
  await moveUniqueValues(unit, type.id, [first.id, second.id], fresh.id);
  await copyPropertyHistory(unit, first, fresh.id);
  for (const old of [first, second]) {
    await moveEvents(unit, old, fresh);
    for (const keeper of keepers) await keeper.merge(unit, old, fresh);
  }
  await noteAudit(unit, unit.caller, mergedRecords(type, fresh.id, [first.id, second.id]));
  return world.record(fresh)!;
}

/** The two as they are now: either may have been merged before. */
async function bothNow(
  unit: CrmUnit,
  type: ObjectType,
  ...ids: readonly [string, string]
): Promise<[RecordRef, RecordRef]> {
  const refs = ids.map((id): RecordRef => ({ objectTypeId: type.id, id }));
  const named = await readNamed(
    unit.tx,
    unit.account.id,
    refs.filter(({ id }) => isRecordId(id)),
  );
  const [first, second] = refs.map((ref) => {
    const image = named.get(recordKey(ref));
    if (!image || image.archivedAt !== null) throw recordNotFound(type, ref.id);
    return { objectTypeId: type.id, id: image.id };
  }) as [RecordRef, RecordRef];
  if (first.id !== second.id) return [first, second];
  const message =
    ids[0] === ids[1]
      ? 'objectIdToMerge: a record cannot be merged with itself.'
      : `objectIdToMerge: ${ids[0]} and ${ids[1]} have been merged already, into ${first.id}.`;
  throw refused('objectIdToMerge', 'SAME_RECORD', message);
}

/** Between the look and the lock it may have been merged or archived: then the unit begins again. */
function live(around: Neighbourhood, ref: RecordRef): RecordImage {
  const image = around.images.get(recordKey(ref));
  if (!image || image.archivedAt !== null) throw new NeighboursMoved();
  return image;
}

function heirOf(
  type: ObjectType,
  survivor: RecordImage,
  gained: Readonly<Record<string, string | null>>,
  id: string,
  { at }: WriteCause,
): NewRecord {
  const { createdAt, createdByFlow } = survivor;
  const properties = {
    ...survivor.properties,
    ...kept(gained),
    hs_object_id: id,
    [type.modifiedProperty]: iso(at),
    ...(type.id === '0-5' ? { hs_ticket_id: id } : {}),
  };
  return { objectTypeId: type.id, id, properties, createdByFlow, createdAt };
}

function kept(gained: Readonly<Record<string, string | null>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(gained).filter((entry): entry is [string, string] => entry[1] !== null),
  );
}

/**
 * The links of both become those of the new record, but for those between the two. Those of the first stay what they are;
 * those of the second come by the rules for new ones, primary ones first: a record without one gets the one that the
 * second had, and not the first that comes along.
 */
async function moveLinks(
  unit: CrmUnit,
  around: Neighbourhood,
  first: RecordRef,
  second: RecordRef,
  fresh: RecordRef,
  cause: WriteCause,
): Promise<void> {
  const { world, schema } = unit;
  const between = new Set([first, second].map(recordKey));
  const of = (ref: RecordRef) =>
    around.links
      .filter((each) => recordKey(each.from) === recordKey(ref))
      .flatMap((each) => typed(schema, each));
  const moved = (links: readonly Link[]) =>
    links.filter((each) => !between.has(recordKey(each.to))).map((each) => ({ ...each, from: fresh }));
  const [ours, theirs] = [of(first), of(second)];
  const coming = moved(theirs).sort((a, b) => Number(isPrimary(b.type)) - Number(isPrimary(a.type)));
  await loadLinks(unit, [...ours, ...theirs, ...moved(ours), ...coming]);
  for (const each of [...ours, ...theirs]) unlink(world, each, cause);
  for (const { from, to, type } of moved(ours)) {
    const { category, typeId, inverseTypeId } = type;
    world.associate(from, to, { category, typeId }, { category, typeId: inverseTypeId }, cause);
  }
  for (const each of coming) if (!takesThePlace(unit, each)) link(world, schema, each, cause);
}

/** Whether a primary link would push aside one that stands: of the new record, or of the record at the far end. */
function takesThePlace({ world, schema }: CrmUnit, wanted: Link): boolean {
  const single = isPrimary(wanted.type) ? singlePrimary(schema, wanted) : undefined;
  return single !== undefined && (world.associated(single.from, single.type)?.length ?? 0) > 0;
}

function typed(schema: CrmSchema, { from, to, kind }: LinkRow): Link[] {
  const type = schema.associationType(kind.category, kind.typeId);
  return type ? [{ from, to, type }] : [];
}
