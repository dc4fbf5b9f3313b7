import { runSweep } from '../../enrollments/index.ts';
import { runningSweeps } from '../../triggers/index.ts';
import type { Lane } from './lane.ts';

/** Runs work over all records of a type: fills lists, enrolls matching records, finds the next instants. */
export const sweeps: Lane = {
  rows: runningSweeps,
  open: (environment) => ({ run: (accountId) => runSweep(environment, accountId) }),
};
