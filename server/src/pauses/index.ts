/**
 * Pauses: which flows are paused, or the whole account, since when and by whom. What stands in them is set aside by those who claim it.
 * Owns the table `pauses`. Rows in: from requests; rows out: to whoever claims enrollments and effects, which asks while the account
 * counts any.
 */
export { pausedByAnswer, presentPause } from './answers.ts';
export type { EnrollmentPause, Pause, PauseScope, Pausing, Time } from './pause.ts';
export { isOver, scopeName, stillFor } from './pause.ts';
export {
  endPause,
  findOpenPause,
  insertPause,
  lockPaused,
  pauseNewcomer,
  pausesAt,
  settlePause,
  unsettledPauses,
} from './queries.ts';
