import { processChanges } from '../../enrollments/index.ts';
import { pendingChanges } from '../../history/index.ts';
import type { Lane } from './lane.ts';

/** What one asks of PostgreSQL the other can work out: they have different records of an account in hand. */
const LOOPS = 2;

/** Evaluates changes of records, which enter and leave flows and lists. */
export const changes: Lane = {
  rows: pendingChanges,
  loops: LOOPS,
  open: (environment) => ({ run: (accountId) => processChanges(environment, accountId) }),
};
