import { type Change, type ChangeSource, type RecordRef, recordKey } from '@millrace/core/record';
import type { EpochMillis } from '@millrace/core/time';
import { logChanges, type Store, type Unit } from '../history/index.ts';
import { type Caller, refused } from '../platform/index.ts';
import { lockNamed } from '../records/index.ts';
import { keptByFilters, listNotFound } from './errors.ts';
import type { ObjectList } from './list.ts';
import { selectLists } from './queries/lists.ts';
import {
  deleteMemberships,
  deleteMembershipsOf,
  insertMemberships,
  type Membership,
  noteDepartures,
  selectMembersOf,
} from './queries/memberships.ts';

/** Memberships that one transaction writes when a list is emptied or copied. */
export const MEMBERSHIPS_PER_BATCH = 5_000;

/** A record that comes into a list or leaves it, and why. */
export interface MembershipWrite {
  readonly action: 'join' | 'leave';
  readonly listId: string;
  readonly ref: RecordRef;
  readonly at: EpochMillis;
  readonly source: ChangeSource;
  readonly depth: number;
  /** Whether flows that are entered by joining the list let the record in; they do unless told. */
  readonly enrolls?: boolean;
}

/**
 * Puts records into lists and takes them out, and logs it for those for whom it is news; a constant number of
 * statements. The rows of the records must be locked already, as for every change of theirs.
 */
export async function changeMemberships(
  unit: Unit,
  writes: readonly MembershipWrite[],
): Promise<MembershipWrite[]> {
  const news = await writeMemberships(unit, writes);
  await logChanges(unit, news.map(changeOf));
  return news;
}

/** The same without the log, for whoever writes that: the batch logs all changes of its world together. */
export async function writeMemberships(
  unit: Unit,
  writes: readonly MembershipWrite[],
): Promise<MembershipWrite[]> {
  // Of the writes to one membership the last counts: joined and left again, it is not there in the end.
  const last = new Map(writes.map((write) => [keyOf(asMembership(write)), write]));
  const of = (action: MembershipWrite['action']) =>
    [...last.values()]
      .filter((write) => write.action === action)
      .map((write) => ({ ...asMembership(write), at: write.at }));
  const left = await deleteMemberships(unit, of('leave'));
  await noteDepartures(unit, left);
  const joined = await insertMemberships(unit, of('join'));
  const done = new Set([...left, ...joined].map(keyOf));
  return [...last.entries()].flatMap(([key, write]) => (done.has(key) ? [write] : []));
}

/** Takes records that were archived out of every list. */
export async function leaveAllLists(
  unit: Unit,
  archived: readonly Pick<MembershipWrite, 'ref' | 'at' | 'source' | 'depth'>[],
): Promise<void> {
  const byId = new Map(archived.map((each) => [each.ref.id, each]));
  const left = await deleteMembershipsOf(unit, [...byId.keys()]);
  await noteDepartures(unit, left);
  const changes = left.map(({ listId, recordId }) =>
    changeOf({ ...byId.get(recordId)!, action: 'leave', listId }),
  );
  await logChanges(unit, changes);
}

function changeOf({ action, listId, ref, at, source, depth, enrolls = true }: MembershipWrite): Change {
  const kind = action === 'join' ? 'joined_list' : 'left_list';
  return { ref, kind, before: null, after: { listId, ...(enrolls ? {} : { enrolls }) }, at, source, depth };
}

function asMembership({ listId, ref }: MembershipWrite): Membership {
  return { listId, recordId: ref.id };
}

function keyOf({ listId, recordId }: Membership): string {
  return `${listId}/${recordId}`;
}

/** What became of the records of a request. */
export interface MembersChanged {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly missing: readonly string[];
}

/** Puts records into a list and takes others out, by hand. 400 for a DYNAMIC list, 404 for none. */
export function changeMembers(
  store: Store,
  caller: Caller,
  listId: string,
  { add = [], remove = [] }: { readonly add?: readonly string[]; readonly remove?: readonly string[] },
): Promise<MembersChanged> {
  return store.write(caller.accountId, async (unit) => {
    const list = await openByHand(unit, listId);
    const wanted = [...new Set([...add, ...remove])];
    const { objectTypeId } = list;
    const named = await lockNamed(
      unit,
      wanted.map((id) => ({ objectTypeId, id })),
    );
    const liveOf = (id: string) => {
      const image = named.get(recordKey({ objectTypeId, id }));
      return image?.archivedAt === null ? image.id : undefined;
    };
    const cause = { at: unit.account.now, source: { type: 'API', id: caller.tokenId } as const, depth: 0 };
    const write = (action: MembershipWrite['action']) => (id: string) => ({
      ...cause,
      action,
      listId: list.id,
      ref: { objectTypeId, id },
    });
    const known = (ids: readonly string[]) => ids.flatMap((id) => liveOf(id) ?? []);
    const news = await changeMemberships(unit, [
      ...known(remove).map(write('leave')),
      ...known(add).map(write('join')),
    ]);
    const of = (action: MembershipWrite['action']) =>
      news.filter((each) => each.action === action).map(({ ref }) => ref.id);
    return {
      added: of('join'),
      removed: of('leave'),
      missing: wanted.filter((id) => liveOf(id) === undefined),
    };
  });
}

/** Takes every record out of a list, a batch a transaction. */
export async function removeAllMembers(store: Store, caller: Caller, listId: string): Promise<void> {
  await store.write(caller.accountId, (unit) => openByHand(unit, listId));
  for (;;) {
    const ids = await selectMembersOf(store.sql, caller.accountId, listId, '0', MEMBERSHIPS_PER_BATCH);
    if (ids.length === 0) return;
    const { removed } = await changeMembers(store, caller, listId, { remove: ids });
    // Whoever is left is archived: its own change takes it out.
    if (removed.length === 0) return;
  }
}

/** Puts the members of one list into another, a batch a transaction. */
export async function addMembersFrom(
  store: Store,
  caller: Caller,
  listId: string,
  sourceId: string,
): Promise<void> {
  await store.write(caller.accountId, async (unit) => {
    const target = await openByHand(unit, listId);
    const [source] = await selectLists(unit.tx, unit.account.id, [sourceId]);
    if (!source) throw listNotFound(sourceId);
    if (source.objectTypeId !== target.objectTypeId)
      throw refused(
        'sourceListId',
        'OBJECT_TYPE_DOES_NOT_FIT',
        `The list ${sourceId} is of ${source.objectTypeId}, the list ${listId} of ${target.objectTypeId}.`,
      );
  });
  for (let after = '0'; ; ) {
    const ids = await selectMembersOf(store.sql, caller.accountId, sourceId, after, MEMBERSHIPS_PER_BATCH);
    if (ids.length === 0) return;
    await changeMembers(store, caller, listId, { add: ids });
    after = ids.at(-1)!;
  }
}

async function openByHand(unit: Unit, listId: string): Promise<ObjectList> {
  const [list] = await selectLists(unit.tx, unit.account.id, [listId]);
  if (!list) throw listNotFound(listId);
  if (list.processingType === 'DYNAMIC') throw keptByFilters(list);
  return list;
}
