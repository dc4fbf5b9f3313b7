import { processChanges } from '../../enrollments/index.ts';
import { pendingChanges } from '../../history/index.ts';
import type { Lane } from './lane.ts';

/** Looks at changes of records, and lets these in and out. */
export const changes: Lane = {
  rows: pendingChanges,
  open: (environment) => ({ run: (accountId) => processChanges(environment, accountId) }),
};
