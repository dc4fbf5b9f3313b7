import { type AssociationSpec, EVENT_TYPES, type Reads } from '@millrace/core/criteria';
import type { AssociationKind, Change } from '@millrace/core/record';
import { kindOf } from '../loading/index.ts';
import type { EventTrigger } from './event-trigger.ts';
import type { Reader } from './reader.ts';

/** The path from a reader's record, over associations, to the one that it reads. Empty: the record itself. */
export type Path = readonly AssociationSpec[];

/** A read of a reader. */
export interface Key {
  readonly key: string;
  readonly path: Path;
}

/** The keys of all reads of a reader. */
export function keysOfReader(reader: Reader): Key[] {
  const type = reader.objectTypeId;
  const read = reader.reads.flatMap((reads) => keysOfReads(reads, type, []));
  if (reader.reader === 'LIST') return [own(createdKey(type)), ...read];
  // Its filters are asked when an occurrence comes; only the date moves that.
  if (reader.reader === 'SCHEDULE') return [own(createdKey(type)), own(propertyKey(type, reader.property))];
  const { triggers } = reader;
  const inside = triggers.suppressionLists.map((list) => own(listKey(type, list)));
  switch (triggers.kind) {
    case 'SCHEDULE':
    case 'NONE':
      return [...inside, ...read];
    case 'EVENT':
      return [...inside, ...triggers.events.flatMap((event) => eventKeys(type, event)), ...gated(reader)];
    case 'CRITERIA': {
      const again = triggers.reEnrollTriggers.flatMap((each) =>
        each.kind === 'event' ? eventKeys(type, each.trigger) : [],
      );
      return [own(createdKey(type)), ...inside, ...again, ...read];
    }
  }
}

/** A gate is asked when an event comes; its opening alone is no occasion. */
function gated(reader: Reader): Key[] {
  if (reader.reader !== 'FLOW' || reader.triggers.kind !== 'EVENT') return [];
  const type = reader.objectTypeId;
  const joins = reader.triggers.joins.flatMap(({ reads }) =>
    reads.lists.map((list) => own(listKey(type, list))),
  );
  const exits = reader.triggers.exits.flatMap(({ criteria }) => keysOfReads(criteria.reads, type, []));
  return [...joins, ...exits];
}

function keysOfReads(reads: Reads, type: string, path: Path): Key[] {
  const at = (key: string): Key => ({ key, path });
  return [
    ...[...reads.properties, ...reads.history].map((name) => at(propertyKey(type, name))),
    ...reads.events.map((eventTypeId) => at(eventKey(type, eventTypeId))),
    ...reads.lists.map((list) => at(listKey(type, list))),
    ...reads.associations.flatMap(({ association, reads: theirs }) => {
      const { objectTypeId } = association;
      const further = [...path, association];
      return [
        ...('typeId' in association ? [at(linkKey(type, association))] : []),
        { key: presenceKey(objectTypeId), path: further },
        ...keysOfReads(theirs, objectTypeId, further),
      ];
    }),
  ];
}

/** The keys that a change touches. */
export function keysOfChange(change: Change): string[] {
  const type = change.ref.objectTypeId;
  switch (change.kind) {
    case 'created':
      return [createdKey(type)];
    case 'restored':
      return [createdKey(type), presenceKey(type)];
    case 'archived':
      return [presenceKey(type)];
    case 'updated':
      return [
        anyPropertyKey(type),
        ...Object.keys(change.after ?? {}).map((name) => propertyKey(type, name)),
      ];
    case 'event':
      return [eventKey(type, String(change.after?.['eventTypeId']))];
    case 'associated':
    case 'disassociated':
      return [linkKey(type, kindOf(change))];
    case 'joined_list':
    case 'left_list':
      return [listKey(type, String(change.after?.['listId']))];
    case 'merged':
      return [];
  }
}

function eventKeys(type: string, { eventTypeId, properties }: EventTrigger): Key[] {
  if (eventTypeId === EVENT_TYPES.OBJECT_CREATED) return [own(createdKey(type))];
  if (eventTypeId !== EVENT_TYPES.PROPERTY_CHANGED) return [own(eventKey(type, eventTypeId))];
  return properties?.map((name) => own(propertyKey(type, name))) ?? [own(anyPropertyKey(type))];
}

const own = (key: string): Key => ({ key, path: [] });
const createdKey = (type: string) => `created ${type}`;
const presenceKey = (type: string) => `presence ${type}`;
const propertyKey = (type: string, name: string) => `property ${type} ${name}`;
const anyPropertyKey = (type: string) => `property ${type}`;
const eventKey = (type: string, eventTypeId: string) => `event ${type} ${eventTypeId}`;
const listKey = (type: string, list: string) => `list ${type} ${list}`;
const linkKey = (type: string, { category, typeId }: AssociationKind) => `link ${type} ${category} ${typeId}`;
