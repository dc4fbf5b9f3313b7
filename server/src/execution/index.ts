/**
 * Execution: claims due enrollments a batch at a time, advances them with the engine of core, and writes the results;
 * runs the lanes of a process; and moves the account's clock in development mode.
 * Owns no table. Rows in: due enrollments, pending changes, due effects; rows out: records, changes, steps, effects.
 */
export { BATCH_LIMITS, type BatchLimits, type BatchReport, runBatch, runClaimed } from './batch.ts';
export type { ClockService } from './clock-service.ts';
export { ALL_LANE_ROWS, LANE_ROWS } from './lanes/index.ts';
export { moveClock, settleAccount } from './move-clock.ts';
export { releaseAbandonedClocks, releaseClocksSoon } from './release-clocks.ts';
export { removedActions } from './removed-actions.ts';
export { clockRoutes } from './routes.ts';
export { BATCH_ENROLLMENTS, runDue } from './run-due.ts';
export { type StepTally, UNOBSERVED, type WorkObserver } from './work-observer.ts';
export { Worker, type WorkerOptions } from './worker.ts';
