import { type Change, type RecordRef, recordKey } from '../../record/index.ts';

/** The value of a property of a record is changed. */
export function propertyKey(ref: RecordRef, property: string): string {
  return `property ${recordKey(ref)} ${property}`;
}

/** An event of a type happens to a record. */
export function eventKey(ref: RecordRef, eventTypeId: string): string {
  return `event ${recordKey(ref)} ${eventTypeId}`;
}

/** A change or event of the enrolled record that ends a wait early. */
export type Awaited = { readonly property: string } | { readonly eventTypeId: string };

export function awaitedKey(ref: RecordRef, awaited: Awaited): string {
  return 'property' in awaited ? propertyKey(ref, awaited.property) : eventKey(ref, awaited.eventTypeId);
}

/** The keys that a change wakes. */
export function keysOfChange({ ref, kind, after }: Pick<Change, 'ref' | 'kind' | 'after'>): string[] {
  switch (kind) {
    case 'updated':
      return Object.keys(after ?? {}).map((property) => propertyKey(ref, property));
    case 'event':
      return [eventKey(ref, String(after?.['eventTypeId']))];
    default:
      return [];
  }
}
