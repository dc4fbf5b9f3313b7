import type { AssociationSpec, EventOccurrence, Subject } from '@millrace/core/criteria';
import type { AnswerTo, Ask, Workspace } from '@millrace/core/flow';
import type { AssociationKind, Change, RecordImage, RecordRef } from '@millrace/core/record';
import type { LoggedChange } from '../history/index.ts';
import type { Beyond, Timeline } from './timeline.ts';

/** The loaded records: as they are now, with their changes since the first moment of interest. */
export interface View {
  readonly workspace: Workspace;
  readonly timeline: Timeline;
}

type Properties = Readonly<Record<string, string>>;

/**
 * A record as of a moment, with its surroundings as of then: the present, with all later changes taken back. Null when it did
 * not exist or was archived. The reads of its criteria must be loaded.
 */
export function subjectAt(ref: RecordRef, view: View, beyond: Beyond): Subject | null {
  const image = imageAt(ref, view, beyond);
  if (!image || image.archivedAt !== null) return null;
  const { properties } = image;
  const undone = view.timeline.undone(ref, beyond);
  return {
    objectTypeId: ref.objectTypeId,
    id: ref.id,
    properties,
    history: (property) => historyAt(ref, property, view, undone),
    events: (eventTypeId) => eventsAt(ref, eventTypeId, view, undone),
    inList: (list) => inListAt(ref, list, view, undone),
    associated: (association) =>
      associatedAt(ref, association, view, undone, properties).flatMap(
        (other) => subjectAt(other, view, beyond) ?? [],
      ),
  };
}

/** A record as of a moment, archived or not; null when it was not there yet. */
export function imageAt(ref: RecordRef, view: View, beyond: Beyond): RecordImage | null {
  const image = view.workspace.world.record(ref);
  if (!image) return null;
  let { properties, archivedAt } = image;
  for (const change of view.timeline.undone(ref, beyond)) {
    if (change.kind === 'created') return null;
    if (change.kind === 'archived') archivedAt = null;
    if (change.kind === 'restored') archivedAt = change.at;
    if (change.kind === 'updated') properties = undo(properties, change.before ?? {});
  }
  return { ...image, properties, archivedAt };
}

/** What a moment knows of the answer to a question: the present answer, with all later changes taken back. */
export function answerAt<A extends Ask>(ask: A, view: View, beyond: Beyond): AnswerTo<A> {
  return answerOf(ask, view, beyond) as AnswerTo<A>;
}

function answerOf(ask: Ask, view: View, beyond: Beyond): AnswerTo<Ask> {
  const undone = (ref: RecordRef) => view.timeline.undone(ref, beyond);
  switch (ask.kind) {
    case 'record':
      return { hold: ask.toWrite ? 'write' : 'read', image: imageAt(ask.ref, view, beyond) };
    case 'history':
      return historyAt(ask.ref, ask.property, view, undone(ask.ref));
    case 'events':
      return eventsAt(ask.ref, ask.eventTypeId, view, undone(ask.ref));
    case 'membership':
      return inListAt(ask.ref, ask.list, view, undone(ask.ref));
    case 'associated': {
      const association = { ...ask.association, objectTypeId: '' };
      return associatedAt(ask.from, association, view, undone(ask.from), {}).map(({ id }) => id);
    }
    default:
      return view.workspace.answer(ask)!;
  }
}

function undo(after: Properties, before: Readonly<Record<string, unknown>>): Properties {
  const properties: Record<string, string> = { ...after };
  for (const [name, value] of Object.entries(before)) {
    if (typeof value === 'string') properties[name] = value;
    else delete properties[name];
  }
  return properties;
}

/** History is newest first: later writes stand at its beginning, if it holds them already. */
function historyAt(ref: RecordRef, property: string, { workspace }: View, undone: readonly LoggedChange[]) {
  let past = workspace.answer({ kind: 'history', ref, property }) ?? [];
  for (const { kind, after, at } of undone) {
    if ((kind !== 'updated' && kind !== 'created') || !after || !(property in after)) continue;
    const [newest] = past;
    if (newest?.at === at && newest.value === (after[property] ?? null)) past = past.slice(1);
  }
  return past;
}

function eventsAt(ref: RecordRef, eventTypeId: string, { workspace }: View, undone: readonly LoggedChange[]) {
  const events = workspace.answer({ kind: 'events', ref, eventTypeId }) ?? [];
  const later = undone.filter(
    ({ kind, after }) => kind === 'event' && after?.['eventTypeId'] === eventTypeId,
  );
  if (later.length === 0) return events;
  const left = [...events];
  for (const change of later) {
    const same = sameEvent(change);
    const index = left.findLastIndex(same);
    if (index >= 0) left.splice(index, 1);
  }
  return left;
}

/** A change does not know its event's id: the event is found by its time and content. */
function sameEvent(change: LoggedChange): (event: EventOccurrence) => boolean {
  const { properties = {}, occurredAt = change.at } = change.after as unknown as Partial<EventOccurrence>;
  const names = Object.keys(properties);
  return (event) =>
    event.occurredAt === occurredAt &&
    names.length === Object.keys(event.properties).length &&
    names.every((name) => String(properties[name]) === event.properties[name]);
}

function inListAt(
  ref: RecordRef,
  list: string,
  { workspace }: View,
  undone: readonly LoggedChange[],
): boolean {
  let inside = workspace.answer({ kind: 'membership', ref, list }) ?? false;
  for (const { kind, after } of undone) {
    if (kind !== 'joined_list' && kind !== 'left_list') continue;
    if (String(after?.['listId']) === list) inside = kind === 'left_list';
  }
  return inside;
}

function associatedAt(
  ref: RecordRef,
  association: AssociationSpec,
  { workspace }: View,
  undone: readonly LoggedChange[],
  properties: Properties,
): RecordRef[] {
  const { objectTypeId } = association;
  if ('property' in association) return namedRecord(association, properties);
  const ids = new Set(workspace.world.associated(ref, association) ?? []);
  for (const change of undone) {
    const other = linkedBy(change, association);
    if (other === null) continue;
    if (change.kind === 'associated') ids.delete(other);
    else ids.add(other);
  }
  return [...ids].map((id) => ({ objectTypeId, id }));
}

/** The record whose id a property holds. */
export function namedRecord(
  { objectTypeId, property }: Extract<AssociationSpec, { property: string }>,
  properties: Properties,
): RecordRef[] {
  const id = properties[property];
  return id !== undefined && /^\d{1,18}$/.test(id) ? [{ objectTypeId, id }] : [];
}

/** The other end of a change's link, if it is of this kind. */
export function linkedBy(
  change: LoggedChange,
  association: Extract<AssociationSpec, { typeId: number }>,
): string | null {
  if (change.kind !== 'associated' && change.kind !== 'disassociated') return null;
  const { category, typeId } = kindOf(change);
  const isOfKind = category === association.category && typeId === association.typeId;
  return isOfKind ? String(change.after?.['id']) : null;
}

/** The kind of association in such a change, seen from its record. */
export function kindOf(change: Change): AssociationKind {
  const { category, typeId } = change.after as unknown as AssociationKind;
  return { category, typeId };
}
