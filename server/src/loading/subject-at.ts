import type { AssociationSpec, EventOccurrence, Subject } from '@millrace/core/criteria';
import type { Workspace } from '@millrace/core/flow';
import type { AssociationKind, Change, RecordRef } from '@millrace/core/record';
import type { LoggedChange } from '../history/index.ts';
import type { Beyond, Timeline } from './timeline.ts';

/** What is known of records: as they are now, and what has been written to them since the first moment of interest. */
export interface View {
  readonly workspace: Workspace;
  readonly timeline: Timeline;
}

type Properties = Readonly<Record<string, string>>;

/**
 * A record as it was at a moment, with everything around it as it was then: the present, and all beyond the moment taken
 * back. Null when it was not there or was archived. What its criteria read must be loaded.
 */
export function subjectAt(ref: RecordRef, view: View, beyond: Beyond): Subject | null {
  const image = view.workspace.world.record(ref);
  if (!image) return null;
  const undone = view.timeline.undone(ref, beyond);
  let properties: Properties = image.properties;
  let archived = image.archivedAt !== null;
  for (const change of undone) {
    if (change.kind === 'created') return null;
    if (change.kind === 'archived' || change.kind === 'restored') archived = change.kind === 'restored';
    if (change.kind === 'updated') properties = undo(properties, change.before ?? {});
  }
  if (archived) return null;
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

function undo(after: Properties, before: Readonly<Record<string, unknown>>): Properties {
  const properties: Record<string, string> = { ...after };
  for (const [name, value] of Object.entries(before)) {
    if (typeof value === 'string') properties[name] = value;
    else delete properties[name];
  }
  return properties;
}

/** History is newest first: what was written beyond the moment stands at its beginning, if it is known there already. */
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

/** An event has no id that its change knows: it is found by when it happened and what it carries. */
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

/** The other end of the link that a change made or cut, if it is of this kind. */
export function linkedBy(
  change: LoggedChange,
  association: Extract<AssociationSpec, { typeId: number }>,
): string | null {
  if (change.kind !== 'associated' && change.kind !== 'disassociated') return null;
  const { category, typeId } = kindOf(change);
  const isOfKind = category === association.category && typeId === association.typeId;
  return isOfKind ? String(change.after?.['id']) : null;
}

/** The kind of association that such a change speaks of, seen from the record that it is a change of. */
export function kindOf(change: Change): AssociationKind {
  const { category, typeId } = change.after as unknown as AssociationKind;
  return { category, typeId };
}
