import { changedEntry, definitionEntry, noteAudit } from '../../audit/index.ts';
import type { Store } from '../../history/index.ts';
import { type ApiError, type Caller, conflict, notFound } from '../../platform/index.ts';
import type { Owner } from './owner.ts';
import type { OwnerCreate, OwnerUpdate } from './owner-input.ts';
import { insertOwner, lockOwner, updateOwner } from './queries.ts';

export async function createOwner(store: Store, caller: Caller, input: OwnerCreate): Promise<Owner> {
  const made = await store.write(caller.accountId, async (unit) => {
    const owner = await insertOwner(unit, input);
    if (owner) await noteAudit(unit, caller, definitionEntry('OWNER', 'CREATED', ownerEntry(owner)));
    return owner;
  });
  if (!made) throw taken(input.email);
  return made;
}

/** What the audit calls an owner. A user is one. */
export function ownerEntry({ id, email, userId }: Owner) {
  return { id, name: email, detail: { userId } };
}

export function changeOwner(store: Store, caller: Caller, id: string, update: OwnerUpdate): Promise<Owner> {
  return store.write(caller.accountId, async (unit) => {
    const present = await lockOwner(unit, id);
    if (!present || (present.archivedAt !== null && update.archived === undefined)) throw ownerNotFound(id);
    const { archived: _, ...changes } = update;
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
    const changed: Owner = { ...present, ...given, updatedAt: unit.account.now, archivedAt: null };
    if (!(await updateOwner(unit, changed))) throw taken(changed.email ?? '');
    const entries =
      present.archivedAt === null
        ? changedEntry('OWNER', ownerEntry(changed), present, changed)
        : [definitionEntry('OWNER', 'RESTORED', ownerEntry(changed))];
    await noteAudit(unit, caller, ...entries);
    return changed;
  });
}

/** Archives an owner; records that belong to them still do. */
export function archiveOwner(store: Store, caller: Caller, id: string): Promise<void> {
  return store.write(caller.accountId, async (unit) => {
    const present = await lockOwner(unit, id);
    if (!present || present.archivedAt !== null) throw ownerNotFound(id);
    await updateOwner(unit, { ...present, updatedAt: unit.account.now, archivedAt: unit.account.now });
    await noteAudit(unit, caller, definitionEntry('OWNER', 'DELETED', ownerEntry(present)));
  });
}

export function ownerNotFound(id: string): ApiError {
  return notFound(`There is no owner ${JSON.stringify(id)}.`, { ownerId: [id] });
}

function taken(email: string): ApiError {
  return conflict(`There is an owner with the address ${JSON.stringify(email)}, or with that id, already.`, {
    email: [email],
  });
}
