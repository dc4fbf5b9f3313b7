import { processInstants } from '../../enrollments/index.ts';
import { criteriaInstants, INSTANTS_PER_BATCH } from '../../triggers/index.ts';
import { inParts } from '../in-parts.ts';
import type { Lane } from './lane.ts';

/** Evaluates records with a due instant again. */
export const instants: Lane = {
  rows: criteriaInstants,
  open: (environment) => ({
    run: (accountId) => processInstants(environment, accountId),
    pass: (accountId, rows) =>
      inParts(rows, INSTANTS_PER_BATCH, (part) => processInstants(environment, accountId, part)),
  }),
};
