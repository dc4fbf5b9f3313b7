import { type EpochMillis, iso } from '../time/index.ts';
import type { Change, ChangeKind, WriteCause } from './change.ts';
import {
  type AssociationKind,
  associationKey,
  type RecordImage,
  type RecordRef,
  recordKey,
} from './image.ts';
import type { HandOff, Notification } from './messages.ts';
import type {
  AssociationWrite,
  MembershipWrite,
  NewRecord,
  RecordEvent,
  RotationTurn,
  SubscriptionReason,
} from './writes.ts';

/** Properties that the server keeps on every record of a type: the names of "last modified". */
export interface StampNames {
  readonly modified: readonly string[];
}

const NONE: ReadonlySet<string> = new Set();

/**
 * Records held in memory and written to. Every write changes the image at once, so that what follows sees it, and is
 * logged in order. Not loaded is `undefined`; loaded and not there is `null`.
 */
export class World {
  readonly #images = new Map<string, RecordImage | null>();
  readonly #associated = new Map<string, string[]>();
  readonly #created = new Set<string>();
  /** What was written to, and its image before that; undefined for a record that was made here. */
  readonly #written = new Map<string, RecordImage | undefined>();
  readonly #restated = new Map<string, Set<string>>();
  /** In the order of writing. */
  readonly changes: Change[] = [];
  readonly associationWrites: AssociationWrite[] = [];
  readonly membershipWrites: MembershipWrite[] = [];
  readonly events: RecordEvent[] = [];
  /** For people; no record changes by them. */
  readonly notifications: Notification[] = [];
  readonly handOffs: HandOff[] = [];
  readonly rotationTurns: RotationTurn[] = [];
  readonly subscriptionReasons: SubscriptionReason[] = [];
  readonly #stamps: (objectTypeId: string) => StampNames;

  constructor(stamps: (objectTypeId: string) => StampNames = () => ({ modified: [] })) {
    this.#stamps = stamps;
  }

  // ── what is loaded ──

  load(image: RecordImage): void {
    this.#images.set(recordKey(image), image);
  }

  loadAbsent(ref: RecordRef): void {
    this.#images.set(recordKey(ref), null);
  }

  loadAssociated(from: RecordRef, kind: AssociationKind, ids: readonly string[]): void {
    this.#associated.set(associationKey(from, kind), [...ids]);
  }

  // ── what is read ──

  record(ref: RecordRef): RecordImage | null | undefined {
    return this.#images.get(recordKey(ref));
  }

  associated(from: RecordRef, kind: AssociationKind): readonly string[] | undefined {
    const known = this.#associated.get(associationKey(from, kind));
    return known ?? (this.#created.has(recordKey(from)) ? [] : undefined);
  }

  /** Whether a record was created here. */
  isNew(ref: RecordRef): boolean {
    return this.#created.has(recordKey(ref));
  }

  /** Images of the records that were created here, in order. */
  get createdRecords(): RecordImage[] {
    return this.#imagesOf(this.#created);
  }

  /** Images of the records that were there before and have been written to. */
  get updatedRecords(): RecordImage[] {
    return this.#imagesOf([...this.#written.keys()].filter((key) => !this.#created.has(key)));
  }

  /** A record that was there before and has been written to, as it was loaded. */
  before(ref: RecordRef): RecordImage | undefined {
    return this.#written.get(recordKey(ref));
  }

  /** Images of the records of a type that have been made or written to. */
  written(objectTypeId: string): RecordImage[] {
    const prefix = `${objectTypeId}/`;
    return this.#imagesOf([...this.#written.keys()].filter((key) => key.startsWith(prefix)));
  }

  /** The properties that a write has named with the value that they had, beside others that it changed: no change says so. */
  restated(ref: RecordRef): ReadonlySet<string> {
    return this.#restated.get(recordKey(ref)) ?? NONE;
  }

  // ── what is written ──

  /** Sets properties, null clearing one. Values that are there already are no change; no difference, no change row. */
  setProperties(
    ref: RecordRef,
    values: Readonly<Record<string, string | null>>,
    cause: WriteCause,
  ): Change | null {
    const image = this.#present(ref);
    const before: Record<string, string | null> = {};
    const after: Record<string, string | null> = {};
    const properties = { ...image.properties };
    const same: string[] = [];
    let differs = false;
    for (const [name, value] of Object.entries(values)) {
      const present = properties[name] ?? null;
      if (present === value) {
        same.push(name);
        continue;
      }
      differs = true;
      before[name] = present;
      after[name] = value;
      if (value === null) delete properties[name];
      else properties[name] = value;
    }
    if (!differs) return null;
    if (same.length > 0) this.#restate(ref, same);
    this.#stamp(image, properties, cause.at);
    this.#write({ ...image, properties, updatedAt: cause.at });
    return this.#log(ref, 'updated', before, after, cause);
  }

  /** Makes a record, whose id the caller has drawn. `news` are the values that its history tells of: all unless told. */
  create(record: NewRecord, cause: WriteCause, news: NewRecord['properties'] = record.properties): Change {
    const { objectTypeId, id, properties, createdByFlow = null, createdAt = cause.at } = record;
    const image = {
      objectTypeId,
      id,
      properties,
      createdAt,
      updatedAt: cause.at,
      archivedAt: null,
      createdByFlow,
    };
    this.#created.add(recordKey(record));
    this.#write(image);
    return this.#log(record, 'created', null, news, cause);
  }

  /** Archives or restores a record; null when it is that already. */
  setArchived(ref: RecordRef, archived: boolean, cause: WriteCause): Change | null {
    const image = this.#present(ref);
    if ((image.archivedAt !== null) === archived) return null;
    this.#write({ ...image, archivedAt: archived ? cause.at : null });
    return this.#log(ref, archived ? 'archived' : 'restored', null, null, cause);
  }

  /** Links two records; nothing happens when the link is known to be there. A change is logged at both ends. */
  associate(
    from: RecordRef,
    to: RecordRef,
    kind: AssociationKind,
    inverse: AssociationKind,
    cause: WriteCause,
  ): boolean {
    if (this.associated(from, kind)?.includes(to.id)) return false;
    this.#link(from, to, kind);
    this.#link(to, from, inverse);
    this.#associationWrite('add', 'associated', from, to, kind, inverse, cause);
    return true;
  }

  /** Cuts a link; nothing happens when it is known not to be there. */
  disassociate(
    from: RecordRef,
    to: RecordRef,
    kind: AssociationKind,
    inverse: AssociationKind,
    cause: WriteCause,
  ): boolean {
    const known = this.associated(from, kind);
    if (known && !known.includes(to.id)) return false;
    this.#unlink(from, to, kind);
    this.#unlink(to, from, inverse);
    this.#associationWrite('remove', 'disassociated', from, to, kind, inverse, cause);
    return true;
  }

  /** Puts a record into a list or takes it out. The caller knows that this is news: the world holds no memberships. */
  changeMembership(ref: RecordRef, listId: string, action: 'join' | 'leave', cause: WriteCause): Change {
    const write = { action, ref, listId, cause };
    this.membershipWrites.push(write);
    return this.noteMembership(write);
  }

  /** Logs that a record has joined a list or left it, which is written already. */
  noteMembership({ action, ref, listId, cause, enrolls = true }: MembershipWrite): Change {
    const after = { listId, ...(enrolls ? {} : { enrolls }) };
    return this.#log(ref, action === 'join' ? 'joined_list' : 'left_list', null, after, cause);
  }

  /** Gives somebody the next turn of a rotation. */
  takeTurn(turn: RotationTurn): void {
    this.rotationTurns.push(turn);
  }

  /** Keeps why a contact's subscription is what it is, in place of an earlier reason. */
  noteSubscription(reason: SubscriptionReason): void {
    this.subscriptionReasons.push(reason);
  }

  /** Something happened to a record, which need not be loaded. */
  happened(event: RecordEvent, cause: WriteCause): Change {
    const { ref, eventTypeId, properties, occurredAt } = event;
    this.events.push(event);
    return this.#log(ref, 'event', null, { eventTypeId, properties, occurredAt }, cause);
  }

  /** Logs a change that is written otherwise: a merge, an erasure. */
  note(ref: RecordRef, kind: ChangeKind, after: Change['after'], cause: WriteCause): Change {
    return this.#log(ref, kind, null, after, cause);
  }

  #present(ref: RecordRef): RecordImage {
    const image = this.record(ref);
    if (!image)
      throw new Error(
        `The record ${recordKey(ref)} is written to but ${image === null ? 'does not exist' : 'was not loaded'}.`,
      );
    return image;
  }

  #restate(ref: RecordRef, names: readonly string[]): void {
    const key = recordKey(ref);
    const known = this.#restated.get(key);
    if (known) for (const name of names) known.add(name);
    else this.#restated.set(key, new Set(names));
  }

  #stamp(ref: RecordRef, properties: Record<string, string>, at: EpochMillis): void {
    const now = iso(at);
    for (const name of this.#stamps(ref.objectTypeId).modified) properties[name] = now;
  }

  #write(image: RecordImage): void {
    const key = recordKey(image);
    if (!this.#written.has(key)) this.#written.set(key, this.#images.get(key) ?? undefined);
    this.#images.set(key, image);
  }

  #log(
    ref: RecordRef,
    kind: ChangeKind,
    before: Change['before'],
    after: Change['after'],
    cause: WriteCause,
  ): Change {
    const { at, source, depth } = cause;
    const change = {
      ref: { objectTypeId: ref.objectTypeId, id: ref.id },
      kind,
      before,
      after,
      at,
      source,
      depth,
    };
    this.changes.push(change);
    return change;
  }

  #associationWrite(
    action: AssociationWrite['action'],
    changeKind: ChangeKind,
    from: RecordRef,
    to: RecordRef,
    kind: AssociationKind,
    inverse: AssociationKind,
    cause: WriteCause,
  ): void {
    this.associationWrites.push({ action, from, to, kind, inverse, at: cause.at });
    this.#log(from, changeKind, null, { objectTypeId: to.objectTypeId, id: to.id, ...kind }, cause);
    this.#log(to, changeKind, null, { objectTypeId: from.objectTypeId, id: from.id, ...inverse }, cause);
  }

  #link(from: RecordRef, to: RecordRef, kind: AssociationKind): void {
    const key = associationKey(from, kind);
    const known = this.#associated.get(key);
    if (known) known.push(to.id);
    else if (this.#created.has(recordKey(from))) this.#associated.set(key, [to.id]);
  }

  #unlink(from: RecordRef, to: RecordRef, kind: AssociationKind): void {
    const key = associationKey(from, kind);
    const known = this.#associated.get(key);
    if (known)
      this.#associated.set(
        key,
        known.filter((id) => id !== to.id),
      );
  }

  #imagesOf(keys: Iterable<string>): RecordImage[] {
    return [...keys].map((key) => this.#images.get(key)!);
  }
}
