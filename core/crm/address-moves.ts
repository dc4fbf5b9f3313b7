import { type Change, type RecordRef, recordKey, type World, type WriteCause } from '../record/index.ts';
import type { PropertyValues } from './property-values.ts';
import { CONTACT } from './standard/ids.ts';
import { isOptOut } from './subscriptions.ts';
import { namesIn } from './unique.ts';

type Values = Readonly<Record<string, string>>;

/** A contact whose addresses a unit of work has changed; new, archived and restored ones among them. */
export interface AddressMove {
  readonly ref: RecordRef;
  /** Addresses that the contact no longer has, and what it was known of them. */
  readonly left: readonly string[];
  readonly leaves: Values;
  /** Addresses that the contact has now and did not have. */
  readonly come: readonly string[];
  /** Properties that were said of the address it had, and have gone with it. */
  readonly cleared: readonly string[];
  /** What the unit has said itself after the address had come, by its recipient or by whoever knows: it stands. */
  readonly saidLater: ReadonlySet<string>;
  readonly cause: WriteCause;
}

/** Properties of a contact that are about its address, and not about the person: what mail servers say, and what its reader wants. */
const SAID_BY_MAIL_SERVERS = ['hs_email_bounce', 'hs_email_hard_bounce_reason_enum', 'hs_email_quarantined'];

function isOfAddress(property: string): boolean {
  return isOptOut(property) || SAID_BY_MAIL_SERVERS.includes(property);
}

/** What is known of a contact's address. */
export function carried(properties: Values): Values {
  return pick(properties, ([name]) => isOfAddress(name));
}

/** Of this, what keeps mails back; what somebody had agreed to is nobody's any more when the person is erased. */
export function blocksOf(properties: Values): Values {
  return pick(carried(properties), ([name, value]) => !isOptOut(name) || value === 'true');
}

/** The contacts whose addresses have changed in a world. What goes from one to another within it has not moved. */
export function addressMoves(world: World): AddressMove[] {
  const moves = [...changesByContact(world).values()].flatMap((changes) => moveOf(world, changes));
  const left = new Set(moves.flatMap((move) => move.left));
  const come = new Set(moves.flatMap((move) => move.come));
  const merged = new Set(isMerge(world) ? [...left].filter((address) => come.has(address)) : []);
  return moves
    .map((move) => ({ ...move, left: without(move.left, merged), come: without(move.come, merged) }))
    .filter((move) => move.left.length + move.come.length + move.cleared.length > 0);
}

/** A merge hands the values of both on to the record that it makes, by its own rule. */
function isMerge(world: World): boolean {
  return world.changes.some(({ kind }) => kind === 'merged');
}

function changesByContact(world: World): Map<string, Change[]> {
  const found = new Map<string, Change[]>();
  for (const change of world.changes) {
    if (change.ref.objectTypeId !== CONTACT || !ABOUT_THE_RECORD.has(change.kind)) continue;
    const key = recordKey(change.ref);
    const known = found.get(key);
    if (known) known.push(change);
    else found.set(key, [change]);
  }
  return found;
}

const ABOUT_THE_RECORD: ReadonlySet<Change['kind']> = new Set(['created', 'updated', 'archived', 'restored']);

function moveOf(world: World, changes: readonly Change[]): AddressMove[] {
  const [first] = changes;
  const moving = changes.findLastIndex(movesAddress);
  const image = first && world.record(first.ref);
  // An erased record is in no world: its keepers see to what it leaves.
  if (!image || moving < 0) return [];
  const before = imageBefore(image.properties, image.archivedAt !== null, changes);
  const now = image.archivedAt === null ? addressesOf(image.properties) : [];
  const left = without(before.addresses, new Set(now));
  const come = without(now, new Set(before.addresses));
  const { ref, ...change } = changes[moving]!;
  const cause = { at: change.at, source: change.source, depth: change.depth };
  const saidLater = new Set(
    changes.slice(moving + 1).flatMap(({ after }) => Object.keys(after ?? {}).filter(isOfAddress)),
  );
  const hasLostItsOwn = image.archivedAt === null && left.includes(before.properties['email'] ?? '');
  const saidWithIt = new Set([...Object.keys(changes[moving]!.after ?? {}), ...world.restated(ref)]);
  const cleared = hasLostItsOwn
    ? Object.keys(carried(image.properties)).filter(
        (name) => !saidLater.has(name) && !(isOptOut(name) && saidWithIt.has(name)),
      )
    : [];
  return [{ ref, left, leaves: carried(before.properties), come, cleared, saidLater, cause }];
}

function movesAddress({ kind, before, after }: Change): boolean {
  if (kind !== 'updated') return true;
  return ADDRESSES.some((name) => name in (before ?? {}) || name in (after ?? {}));
}

const ADDRESSES = ['email', 'hs_additional_emails'];

/** The record as it was before these changes. */
function imageBefore(properties: Values, isArchived: boolean, changes: readonly Change[]) {
  const was: Record<string, string> = { ...properties };
  let existed = !isArchived;
  for (const { kind, before } of changes.toReversed()) {
    if (kind === 'created') existed = false;
    if (kind === 'archived') existed = true;
    if (kind === 'restored') existed = false;
    for (const [name, value] of Object.entries(kind === 'updated' ? (before ?? {}) : {})) {
      if (typeof value === 'string') was[name] = value;
      else delete was[name];
    }
  }
  return { properties: was, addresses: existed ? addressesOf(was) : [] };
}

/**
 * What a contact's properties become by an address that has come to it, of which something is kept. Whoever is out stays out,
 * whatever a new contact is made with.
 */
export function valuesOfMove(
  { cleared, saidLater }: Pick<AddressMove, 'cleared' | 'saidLater'>,
  present: Values,
  kept: readonly Values[],
): PropertyValues {
  const values: Record<string, string | null> = Object.fromEntries(cleared.map((name) => [name, null]));
  for (const [name, value] of kept.flatMap((each) => Object.entries(each))) {
    const own = name in values ? values[name] : present[name];
    const stands = saidLater.has(name) || (own !== undefined && own !== null && value !== 'true');
    if (isOfAddress(name) && !stands) values[name] = value;
  }
  return values;
}

function addressesOf(properties: Values): string[] {
  return namesIn(CONTACT, 'email', properties);
}

function without(all: readonly string[], some: ReadonlySet<string>): string[] {
  return all.filter((each) => !some.has(each));
}

function pick(values: Values, keep: (entry: [string, string]) => boolean): Values {
  return Object.fromEntries(Object.entries(values).filter(keep));
}
