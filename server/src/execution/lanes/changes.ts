import { processChanges } from '../../enrollments/index.ts';
import { pendingChanges } from '../../history/index.ts';
import type { Lane } from './lane.ts';

/** Evaluates changes of records, which enter and leave flows and lists. */
export const changes: Lane = {
  rows: pendingChanges,
  open: (environment) => ({ run: (accountId) => processChanges(environment, accountId) }),
};
