import { processInstants } from '../../enrollments/index.ts';
import { criteriaInstants } from '../../triggers/index.ts';
import type { Lane } from './lane.ts';

/** Looks again at records for which an instant has come. */
export const instants: Lane = {
  rows: criteriaInstants,
  open: (environment) => ({ run: (accountId) => processInstants(environment, accountId) }),
};
