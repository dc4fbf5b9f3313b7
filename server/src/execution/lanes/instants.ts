import { processInstants } from '../../enrollments/index.ts';
import { criteriaInstants } from '../../triggers/index.ts';
import type { Lane } from './lane.ts';

/** Evaluates records with a due instant again. */
export const instants: Lane = {
  rows: criteriaInstants,
  open: (environment) => ({ run: (accountId) => processInstants(environment, accountId) }),
};
