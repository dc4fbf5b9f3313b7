import type { AccountId } from '../accounts/index.ts';
import type { Store } from '../history/index.ts';
import { isOurs, type Log, tookTooLong } from '../platform/index.ts';
import { type Job, type JobKind, JobRefused } from './job.ts';
import { openJobs } from './lane.ts';
import { claimJob, endJob, noteProgress } from './queries.ts';

interface JobEnvironment {
  readonly store: Store;
  readonly log: Log;
  readonly jobKinds: readonly JobKind[];
}

/** Smaller chunks of jobs that the database took too long over, by account and job: only this process has to know. */
const smaller = new Map<string, number>();

/**
 * Does the next chunk of the job that has waited longest, in one transaction with its progress. A job that throws has failed, with the
 * reason; one that is cancelled at the same time wins or loses by the lock of its row. Returns how many things were done, at
 * least one for a chunk.
 */
export async function runJob(
  { store, log, jobKinds }: JobEnvironment,
  accountId: AccountId,
): Promise<number> {
  const kinds = new Map(jobKinds.map((kind) => [kind.name, kind]));
  let claimed: Job | null = null;
  const keyOf = ({ id }: Job) => `${accountId}/${id}`;
  try {
    return await store.write(accountId, async (unit) => {
      const job = await claimJob(unit, [...kinds.keys()]);
      if (!job) return 0;
      claimed = job;
      const kind = kinds.get(job.kind)!;
      const chunk = await kind.chunk(unit, job, smaller.get(keyOf(job)) ?? kind.most);
      await noteProgress(unit, job.id, chunk);
      if (chunk.next === undefined) smaller.delete(keyOf(job));
      else unit.wake(openJobs);
      return Math.max(1, chunk.done);
    });
  } catch (error) {
    const job = claimed as Job | null;
    if (!job) throw error;
    const most = smaller.get(keyOf(job)) ?? kinds.get(job.kind)!.most;
    if (tookTooLong(error) && most > 1) {
      smaller.set(keyOf(job), Math.ceil(most / 2));
      return 1;
    }
    if (!isOurs(error) && !tookTooLong(error)) throw error;
    smaller.delete(keyOf(job));
    if (!(error instanceof JobRefused))
      log.error({ err: error, accountId, jobId: job.id, kind: job.kind }, 'a job has failed');
    await store.write(accountId, (unit) =>
      endJob(unit, job.id, { state: 'FAILED', error: (error as Error).message }),
    );
    return 1;
  }
}
