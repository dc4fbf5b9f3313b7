import { dueEnrollments } from '../../passages/index.ts';
import { runDue } from '../run-due.ts';
import type { Lane } from './lane.ts';

/** PostgreSQL's cores are the limit, not ours. */
const LOOPS = 2;

/** Advances due enrollments. */
export const enrollments: Lane = {
  rows: dueEnrollments,
  loops: LOOPS,
  open: (environment) => ({
    async run(accountId) {
      const report = await runDue(environment, accountId);
      environment.observer.steps(report.taken);
      return report.enrollments;
    },
  }),
};
