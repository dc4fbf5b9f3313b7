/**
 * History: changes of records and events, append-only and partitioned by month; and the unit of work, which writes
 * everything that the engine may have to evaluate.
 * Owns the tables `writes`, `pending_changes`, `events` and `forgotten`, and the views `logged_changes` and `changes` of each change in `writes` (and makes the partitions of `turns` and `effect_attempts`).
 * Rows in: from every write of records; rows out: pending changes to the triggers, property history to the CRM.
 */

export { copyPropertyHistory, flushChanges, loadPropertyHistory, pendingChanges } from './changes.ts';
export { changesSql, eventsSql } from './criteria-sql.ts';
export { eraseHistory } from './erase.ts';
export { flushEvents, loadEvents, moveEvents } from './events.ts';
export { forgetChanges, forgetEvents } from './forget.ts';
export { forgottenBefore, noteForgotten } from './forgotten.ts';
export { loadHappened, loadLastChange } from './happened.ts';
export { everything, type Interest, type InterestOf, nothing } from './interest.ts';
export { type LaneOrder, takeLanes, waitForLanes } from './lane.ts';
export {
  changeOf,
  changesSince,
  type LoggedChange,
  lastChangeId,
  latestChanges,
  loadChangesSince,
  type Since,
} from './logged-changes.ts';
export {
  type Droppable,
  dropMonthsBefore,
  ensurePartitions,
  happenedBefore,
  isEmptyMonth,
  monthsBefore,
  type Partitioned,
} from './partitions.ts';
export {
  CHANGES_PER_BATCH,
  type ClaimedChange,
  claimChanges,
  firstPendingChange,
  firstPendingOf,
  giveBackChanges,
  lastPendingChange,
  pendingAmong,
} from './pending-changes.ts';
export { type HistoryRow, selectPropertyHistory } from './property-history.ts';
export { type EventKey, type EventQuestion, eventsOf, type KeptEvent, selectEvents } from './read-events.ts';
export { RECENT_CHANGES_MAX, selectRecentValues, type ValuesRow } from './recent-changes.ts';
export { changesOfRecord } from './record-changes.ts';
export { RecordTimes } from './record-times.ts';
export { BeginAgain, emptyWorld, type Flusher, Store, type StorePorts, type Unit } from './store.ts';
export { together } from './together.ts';
export { type MovedWallClock, type WallClockHook, wallClockChanger } from './wall-clock-hook.ts';
