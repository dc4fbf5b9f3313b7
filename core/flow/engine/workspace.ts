import type { EventOccurrence, PastValue } from '../../criteria/index.ts';
import { type RecordImage, type RecordRef, recordKey, type World } from '../../record/index.ts';
import type { Ask } from './ask.ts';
import type { EffectResult } from './outcome.ts';

/** How a record stands: it may be written to, only read, or is held by another transaction just now. */
export type Access = 'write' | 'read' | 'busy';

/** What an action must know of a list. */
export interface ListFacts {
  readonly objectTypeId: string;
  /** Whether its members are put in by hand, or kept by its filters. */
  readonly keptBy: 'hand' | 'filters';
}

/**
 * All that the enrollments of a batch know: the world of their records, and the answers to what they asked.
 * Unknown is `undefined` everywhere; the one who needs it asks.
 */
export class Workspace {
  readonly world: World;
  readonly #access = new Map<string, Access>();
  readonly #recordIds: string[] = [];
  readonly #uniqueHolders = new Map<string, string | null>();
  readonly #history = new Map<string, readonly PastValue[]>();
  readonly #events = new Map<string, readonly EventOccurrence[]>();
  readonly #memberships = new Map<string, boolean>();
  readonly #lists = new Map<string, ListFacts | null>();
  readonly #effectResults = new Map<string, EffectResult | null>();

  constructor(world: World) {
    this.world = world;
  }

  loadRecord(ref: RecordRef, image: RecordImage | null, access: Access): void {
    if (image) this.world.load(image);
    else this.world.loadAbsent(ref);
    this.#access.set(recordKey(ref), access);
  }

  markBusy(ref: RecordRef): void {
    this.#access.set(recordKey(ref), 'busy');
  }

  /** A record made here is ours to write to. */
  markCreated(ref: RecordRef): void {
    this.#access.set(recordKey(ref), 'write');
  }

  access(ref: RecordRef): Access | undefined {
    return this.#access.get(recordKey(ref));
  }

  addRecordIds(ids: readonly string[]): void {
    this.#recordIds.push(...ids);
  }

  /** An id for a record to be made; peeking leaves it, so that an action that has to ask for more keeps it for later. */
  peekRecordId(): string | undefined {
    return this.#recordIds.at(-1);
  }

  takeRecordId(): void {
    this.#recordIds.pop();
  }

  setUniqueHolder(objectTypeId: string, property: string, value: string, holder: string | null): void {
    this.#uniqueHolders.set(`${objectTypeId} ${property} ${value}`, holder);
  }

  /** Who holds a unique value, null when nobody does. */
  uniqueHolder(objectTypeId: string, property: string, value: string): string | null | undefined {
    return this.#uniqueHolders.get(`${objectTypeId} ${property} ${value}`);
  }

  /** Remembers whose the values now are that somebody has asked about, so that the next one to ask finds them taken. */
  holdUniqueValues(ref: RecordRef, values: Readonly<Record<string, string | null>>): void {
    if (this.#uniqueHolders.size === 0) return;
    for (const [property, value] of Object.entries(values)) {
      const key = `${ref.objectTypeId} ${property} ${value}`;
      if (this.#uniqueHolders.has(key)) this.#uniqueHolders.set(key, ref.id);
    }
  }

  setHistory(ref: RecordRef, property: string, values: readonly PastValue[]): void {
    this.#history.set(`${recordKey(ref)} ${property}`, values);
  }

  /** The values that a property has had, newest first. */
  history(ref: RecordRef, property: string): readonly PastValue[] | undefined {
    return this.#history.get(`${recordKey(ref)} ${property}`);
  }

  setEvents(ref: RecordRef, eventTypeId: string, events: readonly EventOccurrence[]): void {
    this.#events.set(`${recordKey(ref)} ${eventTypeId}`, events);
  }

  events(ref: RecordRef, eventTypeId: string): readonly EventOccurrence[] | undefined {
    return this.#events.get(`${recordKey(ref)} ${eventTypeId}`);
  }

  setMembership(ref: RecordRef, list: string, inside: boolean): void {
    this.#memberships.set(`${recordKey(ref)} ${list}`, inside);
  }

  inList(ref: RecordRef, list: string): boolean | undefined {
    return this.#memberships.get(`${recordKey(ref)} ${list}`);
  }

  setList(list: string, facts: ListFacts | null): void {
    this.#lists.set(list, facts);
  }

  /** What a list is, null when there is none of that id. */
  list(list: string): ListFacts | null | undefined {
    return this.#lists.get(list);
  }

  setEffectResult(key: string, result: EffectResult | null): void {
    this.#effectResults.set(key, result);
  }

  /** What came of an effect, null while nothing has. */
  effectResult(key: string): EffectResult | null | undefined {
    return this.#effectResults.get(key);
  }
}

/** A record that an action wants to write to: its image, or why not yet or not at all. */
export type Writable =
  | { readonly kind: 'ready'; readonly image: RecordImage }
  | { readonly kind: 'gone' }
  | { readonly kind: 'needs'; readonly asks: readonly Ask[] };

export function writable(workspace: Workspace, ref: RecordRef): Writable {
  if (workspace.access(ref) !== 'write')
    return { kind: 'needs', asks: [{ kind: 'record', ref, toWrite: true }] };
  const image = workspace.world.record(ref);
  return image && image.archivedAt === null ? { kind: 'ready', image } : { kind: 'gone' };
}
