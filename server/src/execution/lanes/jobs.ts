import { openJobs, runJob } from '../../jobs/index.ts';
import type { Lane } from './lane.ts';

/** Does jobs, chunk by chunk, in turns. */
export const jobs: Lane = {
  rows: openJobs,
  open: (environment) => ({ run: (accountId) => runJob(environment, accountId) }),
};
