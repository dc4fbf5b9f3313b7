import { processKept } from '../../enrollments/index.ts';
import { keptTriggers } from '../../passages/index.ts';
import type { Lane } from './lane.ts';

/** Enrolls records again whose triggers were kept while they were inside. */
export const kept: Lane = {
  rows: keptTriggers,
  open: (environment) => ({ run: (accountId) => processKept(environment, accountId) }),
};
