import { noteAudit } from '../audit/index.ts';
import type { Store } from '../history/index.ts';
import { type Caller, conflict, notFound } from '../platform/index.ts';
import type { Job, JobKind } from './job.ts';
import { endJob, findJob } from './queries.ts';

/** Ends an open job between two chunks; what is done stays done. 409 when it has ended, or must finish; 404 when the caller sees none. */
export async function cancelJob(
  store: Store,
  kinds: readonly JobKind[],
  caller: Caller,
  id: string,
): Promise<Job> {
  const { accountId, scopes } = caller;
  const find = async () => {
    const job = await findJob(store.sql, accountId, id, scopes);
    if (!job) throw notFound(`There is no job ${id}.`);
    return job;
  };
  const { kind } = await find();
  const mustFinish = kinds.find(({ name }) => name === kind)?.mustFinish;
  if (mustFinish !== undefined) throw conflict(`The job ${id} cannot be cancelled: ${mustFinish}`);
  // Waits for the chunk in hand, which has the row locked.
  const isCancelled = await store.write(accountId, async (unit) => {
    if (!(await endJob(unit, id, { state: 'CANCELLED' }))) return false;
    const summary = `Cancelled the job ${id} (${kind}).`;
    await noteAudit(unit, caller, { kind: 'JOB_CANCELLED', id, summary, detail: { kind } });
    return true;
  });
  const job = await find();
  if (isCancelled || job.state === 'CANCELLED') return job;
  throw conflict(`The job ${id} has ended already: it is ${job.state}.`);
}
