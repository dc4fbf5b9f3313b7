/**
 * Jobs: work that a request begins and that goes on behind it, chunk by chunk, each with its progress in one transaction; so that it goes on
 * after a crash, and ends between two chunks when it is cancelled.
 * Owns the table `jobs`. Rows in: from whoever begins a job; rows out: to the lane of jobs, by the kinds that folders to the right
 * fill in.
 */
export { jobAnswer, presentJob } from './answers.ts';
export { cancelJob } from './cancel-job.ts';
export { type Chunk, type Job, type JobKind, JobRefused, type JobState } from './job.ts';
export { openJobs } from './lane.ts';
export {
  endJob,
  findJob,
  type NewJob,
  noteProgress,
  type OpenJob,
  openJobsOfKind,
  startJob,
} from './queries.ts';
export { jobRoutes } from './routes.ts';
export { runJob } from './run-job.ts';
