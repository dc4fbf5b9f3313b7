/**
 * The people of an account: owners of records, their users and their teams.
 * Owns the tables `owners`, `teams` and `rotations`. Rows in: requests, turns that actions give; rows out: the people whom actions ask
 * for, and whose turn it was.
 */

export { knownTeams, knownUsers, loadPeople, ownerNames, userNames } from './load-people.ts';
export type { Owner } from './owners/owner.ts';
export { loadOwners } from './owners/queries.ts';
export { flushRotations, holdRotations, readRotations } from './rotations.ts';
export { peopleRoutes } from './routes/index.ts';
export { selectTeamNames } from './teams/queries.ts';
