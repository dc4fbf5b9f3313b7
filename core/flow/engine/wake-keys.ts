import { type Change, type RecordRef, recordKey } from '../../record/index.ts';

/** What may happen to a record, and end a wait early. */
export type Topic =
  /** The value of a property is changed; `*`: of any. */
  | { readonly property: string }
  | { readonly eventTypeId: string }
  /** It is deleted, merged, or comes back. */
  | { readonly presence: true };

/** What an action may wait for, and the type of the record that it may happen to. */
export type Awaited = Topic & {
  readonly objectTypeId: string;
  /** It happens to another record than the one that waits. */
  readonly ofAnother?: true;
};

/** Any property of a record. */
export const ANY_PROPERTY = '*';

/** The key under which a topic of one record is waited for. */
export function wakeKey(ref: RecordRef, topic: Topic): string {
  return keyOf(recordKey(ref), topic);
}

/** The same of all records of a type: who waits for none of them need not look at a change. */
export function awaitedKey({ objectTypeId, ofAnother: _, ...topic }: Awaited): string {
  return keyOf(objectTypeId, topic);
}

export function propertyKey(ref: RecordRef, property: string): string {
  return wakeKey(ref, { property });
}

function keyOf(of: string, topic: Topic): string {
  if ('property' in topic) return `property ${of} ${topic.property}`;
  return 'eventTypeId' in topic ? `event ${of} ${topic.eventTypeId}` : `presence ${of}`;
}

/** The keys that a change wakes, of those that somebody may wait for. */
export function keysOfChange(change: ChangeAtHand, awaited: ReadonlySet<string>): string[] {
  // Most accounts have no waits that end early, and every change comes by here.
  if (awaited.size === 0) return [];
  const { objectTypeId } = change.ref;
  return topicsOf(change).flatMap((topic) =>
    awaited.has(awaitedKey({ objectTypeId, ...topic })) ? [wakeKey(change.ref, topic)] : [],
  );
}

/** Whether a change is one that somebody with these keys waits for. */
export function isWokenBy(keys: ReadonlySet<string>, change: ChangeAtHand): boolean {
  return keys.size > 0 && topicsOf(change).some((topic) => keys.has(wakeKey(change.ref, topic)));
}

type ChangeAtHand = Pick<Change, 'ref' | 'kind' | 'after'>;

function topicsOf({ kind, after }: ChangeAtHand): Topic[] {
  switch (kind) {
    case 'updated':
      return [...Object.keys(after ?? {}), ANY_PROPERTY].map((property) => ({ property }));
    case 'event':
      return [{ eventTypeId: String(after?.['eventTypeId']) }];
    case 'archived':
    case 'restored':
    case 'merged':
      return [{ presence: true }];
    default:
      return [];
  }
}
