import type { AccountId, DueRow } from '../../accounts/index.ts';
import { dueEnrollments } from '../../passages/index.ts';
import { inParts } from '../in-parts.ts';
import { BATCH_ENROLLMENTS, runDue } from '../run-due.ts';
import type { Lane } from './lane.ts';

/** PostgreSQL's cores are the limit, not ours. */
const LOOPS = 2;

/** Advances due enrollments. */
export const enrollments: Lane = {
  rows: dueEnrollments,
  loops: LOOPS,
  open(environment) {
    const run = async (accountId: AccountId, rows?: readonly DueRow[]) => {
      const report = await runDue(environment, accountId, rows);
      environment.observer.steps(report.taken);
      return report.enrollments;
    };
    return {
      run: (accountId) => run(accountId),
      pass: (accountId, rows) => inParts(rows, BATCH_ENROLLMENTS, (part) => run(accountId, part), LOOPS),
    };
  },
};
