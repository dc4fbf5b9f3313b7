/**
 * Passages: the rows of enrollments, their due instants and their steps. `enrollments`, to the right, decides on admission and exit.
 * Owns the tables `enrollments`, `due_enrollments`, `mailed_passages`, `wake_keys`, `wait_recounts`, `paces`, `kept_triggers`, `turns`, `step_tallies`, `step_counts`, `step_failures` and `error_states`, and the views `logged_steps` and `steps` of each step in `turns`. Rows in: admissions and ends from enrollments, turns from the
 * execution; rows out: due enrollments to the execution, passages and the action log to the API, membership of flows' own lists to
 * lists and criteria.
 */

export { type ActionCounts, countActions, InsideCounts, type WayCount } from './action-counts.ts';
export { type Admission, insertEnrollments, insertRefusals } from './admissions.ts';
export { errorGroupAnswer, stepAnswer } from './answers.ts';
export {
  type Aside,
  type AsideKey,
  countAside,
  lockAside,
  lockAsideOf,
  releaseAside,
  setAside,
  setDueAside,
} from './aside.ts';
export {
  type Candidate,
  type CandidateFilter,
  type FailedSteps,
  lookThrough,
  readCandidates,
  sizeOf,
} from './candidates.ts';
export { type Conversion, convertCompleted, countConversion } from './conversions.ts';
export { countPassages, type PassageCounts, selectFlowsOf } from './counts.ts';
export { loadDepths } from './depths.ts';
export {
  dueEnrollments,
  dueIds,
  makeDue,
  makeFlowDue,
  makeHeldDue,
  makeRangesDue,
  makeRecordsDue,
  recordOfPassage,
} from './due.ts';
export {
  type Beginning,
  endEarly,
  type Inside,
  type Leaving,
  selectActive,
  selectActiveBefore,
} from './end-early.ts';
export { forgetPassages, lockPassages } from './erase.ts';
export {
  ERROR_STATES,
  type ErrorCause,
  forgetErrorState,
  saveErrorState,
} from './error-states.ts';
export { EXPECTED_REASONS } from './expected.ts';
export { failEnrollment } from './fail.ts';
export { countFailures, type FailureKey, newFailures, takeFailures } from './failures.ts';
export { type FlowTotals, NO_TOTALS, TotalsOfFlows } from './flow-totals.ts';
export { activeAmong, forgetSteps } from './forget-steps.ts';
export { type ErrorGroup, type GroupKey, groupErrors } from './group-errors.ts';
export {
  claimTriggers,
  claimTriggersOf,
  dropTriggers,
  forgetTriggersOf,
  KEPT_TRIGGERS_PER_BATCH,
  type KeptTrigger,
  keepTriggers,
  keptTriggers,
  releaseTriggers,
} from './kept-triggers.ts';
export { type LogEvent, type LogRow, selectLogEvents } from './log-events.ts';
export { noteMailed } from './mailed.ts';
export { type Move, moveStored, skipWaits } from './move.ts';
export { moveActive } from './move-active.ts';

export { passagesOfRecord, stepsOfRecord } from './of-record.ts';
export { forgetPaces, handOutTurns, readPaces } from './paces.ts';
export {
  claimWaiting,
  type InsideKey,
  type Locked,
  lockForTurn,
  lockPausedAlone,
  nextInside,
  type PassageKey,
  pauseStored,
  type Resumed,
  storeStill,
} from './pausing.ts';
export { type DataPoint, type PerformanceQuery, selectPerformance } from './performance.ts';
export {
  findPassage,
  findPassages,
  listPassages,
  type Passage,
  type PassageFilter,
  type PassageQuery,
} from './read-passages.ts';
export {
  askRecount,
  claimRecount,
  keepRecount,
  makeWallClockDue,
  type RecountPlace,
  type WallClockWaits,
  waitRecounts,
} from './recounts.ts';
export { type Bucket, selectSeries } from './series.ts';
export { skipStoredWait } from './skip-wait.ts';
export {
  countInside,
  enteredSql,
  flowsWithActive,
  insideAfter,
  insideSql,
  insideUpTo,
  lastInside,
  loadChains,
  loadStandings,
  type PassageThen,
  passagesAt,
  type Standing,
} from './standings.ts';
export { selectStatusMembers, statusMemberSql } from './status-lists.ts';
export { insertSteeredSteps, STEERING_STEP, type SteeredStep } from './steered.ts';
export { listPassageSteps, listSteps, type StepFilter, type StepQuery, type StepView } from './steps.ts';
export { addUpTallies, openTallies } from './tallies.ts';
export {
  type ClaimedEnrollment,
  claimDue,
  claimDueOf,
  insertSteps,
  type SavedEnrollment,
  saveEnrollments,
} from './turns.ts';
export {
  countStanding,
  type Standing as StandingEnrollment,
  type StandingAt,
  selectStanding,
} from './waiting.ts';
export { type Happened, wakeWaiting } from './wakes.ts';
