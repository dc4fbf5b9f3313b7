/**
 * Lists of records: MANUAL, SNAPSHOT (filtered once) or DYNAMIC (kept by filters); and the original's lists API.
 * Owns the tables `lists`, `list_folders`, `list_memberships`, `list_departures` and `deleted_list_memberships`. Rows in: requests, actions of
 * flows, and the edges of criteria that the triggers find; rows out: a change for every record that joins or leaves, which
 * flows and other lists read.
 */

export { openListNames, openListsNamed, requireOpen } from './access.ts';
export { MEMBERSHIPS_PER_BATCH } from './change-members.ts';
export { checkFilters, listIdsIn } from './check-filters.ts';
export type { FilteredList, ListHook, ListService } from './hooks.ts';
export type { ListReferences, ObjectList } from './list.ts';
export { membershipKeeper } from './membership-keeper.ts';
export { changeMemberships, flushMemberships, leaveAllLists } from './memberships.ts';
export { type ListRow, selectAllLists, selectLists, setProcessing } from './queries/lists.ts';
export {
  type Membership,
  membershipSql,
  type RecordMembership,
  selectListsOf,
  selectMemberships,
  selectMembersIn,
} from './queries/memberships.ts';
export { listRoutes } from './routes/index.ts';
