/**
 * Enrollments: one record's passage through one flow, when it is to be looked at again, and the log of its steps.
 * Owns the tables `enrollments`, `due_enrollments` and `steps`. Rows in: admissions by triggers, by hand and by other
 * flows; rows out: due enrollments to the execution, passages and the action log to the API.
 */

export { CHANGE_DEPTH_MAX } from './end-loops.ts';
export { type EnrollAnswer, enrollRecords } from './enroll.ts';
export { failEnrollment } from './fail.ts';
export { lookAtChanges } from './look-at-changes.ts';
export { lookAtInstants } from './look-at-instants.ts';
export { moveWaiting } from './move-waiting.ts';
export { passageKeeper } from './passage-keeper.ts';
export { type Admission, insertEnrollments, loadStandings, type Standing } from './queries/admissions.ts';
export {
  dueEnrollments,
  dueIds,
  makeDue,
  makeFlowDue,
  makeRecordsDue,
  nextEnrollmentDue,
} from './queries/due.ts';
export {
  type ClaimedEnrollment,
  claimDue,
  insertSteps,
  type SavedEnrollment,
  saveEnrollments,
} from './queries/turns.ts';
export { enrollmentRoutes } from './routes/index.ts';
export { runSweep } from './run-sweep.ts';
export { unenroll } from './unenroll.ts';
