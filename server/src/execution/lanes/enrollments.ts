import type { AccountId, DueRow } from '../../accounts/index.ts';
import { dueEnrollments } from '../../passages/index.ts';
import { inParts } from '../in-parts.ts';
import { BATCH_ENROLLMENTS, runDue } from '../run-due.ts';
import type { Lane } from './lane.ts';

/** PostgreSQL's cores are the limit, not ours. */
const LOOPS = 2;

/** Enrollments of one transaction while other accounts have work, too: they wait for no more than these. */
const BATCH_BESIDE_OTHERS = 200;

/** Advances due enrollments. */
export const enrollments: Lane = {
  rows: dueEnrollments,
  loops: LOOPS,
  open(environment) {
    const run = async (accountId: AccountId, batchSize: number, rows?: readonly DueRow[]) => {
      const report = await runDue({ batchSize, ...environment }, accountId, rows);
      environment.observer.steps(report.taken);
      return report.enrollments;
    };
    return {
      run: (accountId, isShared) => run(accountId, isShared ? BATCH_BESIDE_OTHERS : BATCH_ENROLLMENTS),
      pass: (accountId, rows) =>
        inParts(rows, BATCH_ENROLLMENTS, (part) => run(accountId, BATCH_ENROLLMENTS, part), LOOPS),
    };
  },
};
