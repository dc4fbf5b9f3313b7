import { type MembershipWrite, recordKey } from '@millrace/core/record';
import type { Store, Unit } from '../history/index.ts';
import { type Caller, refused } from '../platform/index.ts';
import { causeOf, lockNamed } from '../records/index.ts';
import { keptByFilters, listNotFound } from './errors.ts';
import type { ObjectList } from './list.ts';
import { changeMemberships } from './memberships.ts';
import { selectLists } from './queries/lists.ts';
import { selectMembersOf } from './queries/memberships.ts';

/** Memberships that one transaction writes when a list is emptied or copied. */
export const MEMBERSHIPS_PER_BATCH = 5_000;

/** The outcome for the records of a request. */
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
    const cause = causeOf(unit, caller);
    const write = (action: MembershipWrite['action']) => (id: string) => ({
      action,
      listId: list.id,
      ref: { objectTypeId, id },
      cause,
    });
    const known = (ids: readonly string[]) => ids.flatMap((id) => liveOf(id) ?? []);
    const joining = new Set(known(add));
    // A record that is to be put in and taken out by one request is put in, and has not left.
    const leaving = known(remove).filter((id) => !joining.has(id));
    const news = await changeMemberships(unit, [
      ...leaving.map(write('leave')),
      ...[...joining].map(write('join')),
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
    // The records that are left are archived: their own changes take them out.
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
