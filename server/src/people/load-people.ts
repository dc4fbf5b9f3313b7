import type { AskOf, Person } from '@millrace/core/flow';
import type { AccountId } from '../accounts/index.ts';
import type { Db } from '../platform/index.ts';
import type { Owner } from './owners/owner.ts';
import { loadOwners } from './owners/queries.ts';
import { selectTeamNames } from './teams/queries.ts';
import { selectMembers, selectUsersOf } from './users/queries.ts';

/** Whom users, teams and owners stand for, in the order of the asks, with four statements at most. */
export async function loadPeople(
  db: Db,
  account: AccountId,
  asks: readonly AskOf<'people'>[],
): Promise<readonly (readonly Person[] | null)[]> {
  const idsOf = (kind: AskOf<'people'>['of']) => asks.flatMap(({ of, id }) => (of === kind ? id : []));
  const [users, owners, teams, members] = await Promise.all([
    selectUsersOf(db, account, idsOf('user')),
    loadOwners(db, account, idsOf('owner')),
    selectTeamNames(db, account, idsOf('team')),
    selectMembers(db, account, idsOf('team')),
  ]);
  const byUserId = new Map(users.map((user) => [String(user.userId), user]));
  const byOwnerId = new Map(owners.map((owner) => [owner.id, owner]));
  const alone = (owner: Owner | undefined) => (owner ? [personOf(owner, true)] : null);
  return asks.map(({ of, id }) => {
    if (of === 'user') return alone(byUserId.get(id));
    if (of === 'owner') return alone(byOwnerId.get(id));
    if (!teams.has(id)) return null;
    return members.flatMap((owner) => {
      const membership = owner.teams.find((team) => team.id === id);
      return membership ? [personOf(owner, membership.primary)] : [];
    });
  });
}

/** Those of the ids that live users have. */
export async function knownUsers(
  db: Db,
  account: AccountId,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const users = await selectUsersOf(db, account, ids);
  return new Set(users.flatMap(({ userId, archivedAt }) => (archivedAt === null ? String(userId) : [])));
}

/** The names of users, deactivated ones too, by their ids. */
export async function userNames(
  db: Db,
  account: AccountId,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const users = await selectUsersOf(db, account, ids);
  return new Map(users.map((user) => [String(user.userId), personOf(user, true).name]));
}

/** The names of owners, archived ones too, by their ids. */
export async function ownerNames(
  db: Db,
  account: AccountId,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const owners = await loadOwners(db, account, ids);
  return new Map(owners.map((owner) => [owner.id, personOf(owner, true).name]));
}

/** Those of the ids that teams have. */
export async function knownTeams(
  db: Db,
  account: AccountId,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  return new Set((await selectTeamNames(db, account, ids)).keys());
}

function personOf(owner: Owner, isFirstTeam: boolean): Person {
  const { id, userId, email, firstName, lastName, archivedAt } = owner;
  const name = [firstName, lastName].filter(Boolean).join(' ') || email || `User ${userId}`;
  return { userId: String(userId), ownerId: id, name, email, isActive: archivedAt === null, isFirstTeam };
}
