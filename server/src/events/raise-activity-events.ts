import {
  type Change,
  type RecordImage,
  type RecordRef,
  recordKey,
  type WriteCause,
} from '@millrace/core/record';
import type { Flusher, Unit } from '../history/index.ts';
import { loadAssociated, loadRecords } from '../records/index.ts';
import { ACTIVITY_EVENTS, eventsWhenAssociated, eventsWhenChanged } from './activity-events.ts';

/** Something that an activity's records are to be told. */
interface Raised {
  readonly activity: RecordRef;
  readonly eventTypeIds: readonly string[];
  readonly to: RecordRef;
  readonly cause: WriteCause;
}

/**
 * Raises the events of meetings, calls and tasks for the records that these are associated with. Two statements for any number of
 * activities, none for a unit that writes none. What a merge takes over has happened before.
 */
export const raiseActivityEvents: Flusher = async (unit) => {
  const changes = unit.world.changes.filter(
    ({ ref, source }) => ACTIVITY_EVENTS.has(ref.objectTypeId) && source.type !== 'MERGE',
  );
  if (changes.length === 0) return;
  const images = await imagesOf(unit, changes);
  const linked = changes.flatMap((change) => linkOf(unit, change));
  const news = linked.map(({ change, to }): Raised => {
    const values = images.get(recordKey(change.ref))?.properties ?? {};
    const eventTypeIds = eventsWhenAssociated(change.ref.objectTypeId, values);
    return { activity: change.ref, eventTypeIds, to, cause: change };
  });
  const later = await raisedByChanges(unit, changes, linked);
  for (const { activity, eventTypeIds, to, cause } of [...news, ...later]) {
    const properties = told(unit, images.get(recordKey(activity)), activity);
    for (const eventTypeId of eventTypeIds)
      unit.world.happened({ ref: to, eventTypeId, properties, occurredAt: cause.at }, causeOf(cause));
  }
};

/** The activities that were associated, as they are by now. */
async function imagesOf(unit: Unit, changes: readonly Change[]): Promise<ReadonlyMap<string, RecordImage>> {
  const refs = [...new Map(changes.map(({ ref }) => [recordKey(ref), ref])).values()];
  const written = refs.flatMap((ref) => unit.world.record(ref) ?? []);
  const known = new Set(written.map(recordKey));
  const others = refs.filter((ref) => !known.has(recordKey(ref)));
  const loaded = others.length > 0 ? await loadRecords(unit.tx, unit.account.id, others, 'none') : [];
  return new Map([...written, ...loaded].map((image) => [recordKey(image), image]));
}

interface Link {
  readonly change: Change;
  readonly to: RecordRef;
}

/** Every label comes with the plain association, which alone counts. */
function linkOf({ schema }: Unit, change: Change): Link[] {
  if (change.kind !== 'associated') return [];
  const { objectTypeId, id, category, typeId } = change.after as unknown as RecordRef & {
    category: Parameters<typeof schema.associationType>[0];
    typeId: number;
  };
  const isPlain = schema.associationType(category, typeId)?.label === null;
  return isPlain && !ACTIVITY_EVENTS.has(objectTypeId) ? [{ change, to: { objectTypeId, id } }] : [];
}

async function raisedByChanges(
  unit: Unit,
  changes: readonly Change[],
  linked: readonly Link[],
): Promise<Raised[]> {
  const isNew = new Set(linked.map(({ change, to }) => `${recordKey(change.ref)} ${recordKey(to)}`));
  const raising = changes.flatMap((change) => {
    if (change.kind !== 'updated') return [];
    const changed = (change.after ?? {}) as Readonly<Record<string, string | null>>;
    const after = { ...unit.world.record(change.ref)?.properties, ...changed };
    const before = { ...after, ...(change.before as typeof changed) };
    const eventTypeIds = eventsWhenChanged(change.ref.objectTypeId, { before, after, changed });
    return eventTypeIds.length > 0 ? [{ change, eventTypeIds }] : [];
  });
  const linksOf = await linksBefore(
    unit,
    raising.map(({ change }) => change.ref),
  );
  return raising.flatMap(({ change, eventTypeIds }) =>
    (linksOf.get(recordKey(change.ref)) ?? [])
      .filter((to) => !isNew.has(`${recordKey(change.ref)} ${recordKey(to)}`))
      .map((to) => ({ activity: change.ref, eventTypeIds, to, cause: change })),
  );
}

/** The records that activities are associated with. */
async function linksBefore(
  { tx, account, schema }: Unit,
  activities: readonly RecordRef[],
): Promise<ReadonlyMap<string, readonly RecordRef[]>> {
  const distinct = [...new Map(activities.map((ref) => [recordKey(ref), ref])).values()];
  const types = schema.objectTypes.filter(({ id }) => !ACTIVITY_EVENTS.has(id));
  const questions = distinct.flatMap((from) =>
    types.flatMap(({ id }) => {
      const kind = schema.defaultAssociationType(from.objectTypeId, id);
      return kind ? [{ from, kind, objectTypeId: id }] : [];
    }),
  );
  const found = await loadAssociated(tx, account.id, questions);
  const links = found.flatMap(({ from, ids }, index) =>
    ids.map((id) => ({ key: recordKey(from), to: { objectTypeId: questions[index]!.objectTypeId, id } })),
  );
  return new Map(
    [...Map.groupBy(links, ({ key }) => key)].map(([key, each]) => [key, each.map(({ to }) => to)]),
  );
}

/** What an event tells of its activity: nothing that only some may read. */
function told(
  { schema }: Unit,
  image: RecordImage | undefined,
  { objectTypeId, id }: RecordRef,
): Readonly<Record<string, string>> {
  const sensitive = schema.sensitiveProperties(objectTypeId);
  const names = ACTIVITY_EVENTS.get(objectTypeId)!.told.filter((name) => !sensitive.has(name));
  const values = names.flatMap((name) => {
    const value = image?.properties[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { hs_engagement_id: id, ...Object.fromEntries(values) };
}

function causeOf({ at, source, depth }: WriteCause): WriteCause {
  return { at, source, depth };
}
