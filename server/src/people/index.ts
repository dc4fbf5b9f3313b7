/**
 * The people of an account: owners of records, their users and their teams.
 * Owns the tables `owners` and `teams`. Rows in: requests; rows out: the people whom
 * actions ask for.
 */

export { knownTeams, knownUsers, loadPeople } from './load-people.ts';
export type { Owner } from './owners/owner.ts';
export { loadOwners } from './owners/queries.ts';
export { peopleRoutes } from './routes/index.ts';
