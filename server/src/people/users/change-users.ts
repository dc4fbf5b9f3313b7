import { changedEntry, definitionEntry, noteAudit } from '../../audit/index.ts';
import type { Store, Unit } from '../../history/index.ts';
import { type ApiError, type Caller, conflict, notFound, refused } from '../../platform/index.ts';
import { ownerEntry } from '../owners/change-owners.ts';
import type { Owner } from '../owners/owner.ts';
import { insertOwner, lockOwner, updateOwner } from '../owners/queries.ts';
import type { Membership } from '../teams/membership.ts';
import { selectTeamNames } from '../teams/queries.ts';
import { selectUser } from './queries.ts';
import type { UserIdProperty } from './user.ts';
import type { UserCreate, UserUpdate } from './user-input.ts';

/** A user is an owner at once, so that records can belong to them. */
export function createUser(store: Store, caller: Caller, input: UserCreate): Promise<Owner> {
  return store.write(caller.accountId, async (unit) => {
    const { email, firstName, lastName } = input;
    const teams = await membershipsOf(unit, input, []);
    const made = await insertOwner(unit, { email, firstName, lastName, type: 'PERSON', teams });
    if (!made)
      throw conflict(`There is a user with the address ${JSON.stringify(email)} already.`, {
        email: [email],
      });
    await noteAudit(unit, caller, definitionEntry('OWNER', 'CREATED', ownerEntry(made)));
    return made;
  });
}

/** Members that the body leaves out stay as they are. */
export function changeUser(
  store: Store,
  caller: Caller,
  by: UserIdProperty,
  id: string,
  update: UserUpdate,
): Promise<Owner> {
  return store.write(caller.accountId, async (unit) => {
    const present = await lockUser(unit, by, id);
    const changed: Owner = {
      ...present,
      firstName: update.firstName ?? present.firstName,
      lastName: update.lastName ?? present.lastName,
      teams: await membershipsOf(unit, update, present.teams),
      updatedAt: unit.account.now,
    };
    await updateOwner(unit, changed);
    await noteAudit(unit, caller, ...changedEntry('OWNER', ownerEntry(changed), present, changed));
    return changed;
  });
}

/** Takes a user away: the owner is archived, and what belongs to them still does. */
export function removeUser(store: Store, caller: Caller, by: UserIdProperty, id: string): Promise<void> {
  return store.write(caller.accountId, async (unit) => {
    const present = await lockUser(unit, by, id);
    await updateOwner(unit, { ...present, updatedAt: unit.account.now, archivedAt: unit.account.now });
    await noteAudit(unit, caller, definitionEntry('OWNER', 'DELETED', ownerEntry(present)));
  });
}

async function lockUser(unit: Unit, by: UserIdProperty, id: string): Promise<Owner> {
  const found = await selectUser(unit.tx, unit.account.id, by, id);
  const locked = found && (await lockOwner(unit, found.id));
  if (!locked || locked.archivedAt !== null) throw userNotFound(by, id);
  return locked;
}

/** The teams that a body puts a user into, each with its name. Throws 400 for an unknown team or role. */
async function membershipsOf(
  unit: Unit,
  input: UserUpdate,
  present: readonly Membership[],
): Promise<readonly Membership[]> {
  if (input.roleId)
    throw unknown('roleId', 'ROLE_NOT_FOUND', input.roleId, 'role', 'No user has roles here.');
  const primary =
    input.primaryTeamId === undefined ? present.find((team) => team.primary)?.id : input.primaryTeamId;
  const others =
    input.secondaryTeamIds === undefined
      ? present.filter((team) => !team.primary).map(({ id }) => id)
      : (input.secondaryTeamIds ?? []);
  const ids = [...new Set([...(primary ? [primary] : []), ...others])];
  const names = await selectTeamNames(unit.tx, unit.account.id, ids);
  return ids.map((id) => {
    const name = names.get(id);
    if (name !== undefined) return { id, name, primary: id === primary };
    const path = id === primary ? 'primaryTeamId' : `secondaryTeamIds[${others.indexOf(id)}]`;
    throw unknown(path, 'TEAM_NOT_FOUND', id, 'team', 'Teams are made under /millrace/v1/teams.');
  });
}

function unknown(path: string, code: string, id: string, what: string, advice: string): ApiError {
  const message = `${path} ${JSON.stringify(id)} is not a ${what} of this account. ${advice}`;
  return refused(path, code, message);
}

export function userNotFound(by: UserIdProperty, id: string): ApiError {
  const message =
    by === 'USER_ID' && id.includes('@')
      ? `There is no user ${JSON.stringify(id)}; to name a user by address add ?idProperty=EMAIL.`
      : `There is no user ${JSON.stringify(id)}.`;
  return notFound(message, { userId: [id] });
}
