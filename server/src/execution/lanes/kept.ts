import { processKept } from '../../enrollments/index.ts';
import { KEPT_TRIGGERS_PER_BATCH, keptTriggers } from '../../passages/index.ts';
import { inParts } from '../in-parts.ts';
import type { Lane } from './lane.ts';

/** Enrolls records again whose triggers were kept while they were inside. */
export const kept: Lane = {
  rows: keptTriggers,
  open: (environment) => ({
    run: (accountId) => processKept(environment, accountId),
    pass: (accountId, rows) =>
      inParts(rows, KEPT_TRIGGERS_PER_BATCH, (part) => processKept(environment, accountId, part)),
  }),
};
