import { runSweep } from '../../enrollments/index.ts';
import { runningSweeps } from '../../triggers/index.ts';
import type { Lane } from './lane.ts';

/** Goes on with work over all records of a type: fills lists, enrolls those that match, finds out when to look again. */
export const sweeps: Lane = {
  rows: runningSweeps,
  open: (environment) => ({ run: (accountId) => runSweep(environment, accountId) }),
};
