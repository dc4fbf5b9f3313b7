import { noteAudit } from '../../audit/index.ts';
import type { Store } from '../../history/index.ts';
import { type Job, startJob } from '../../jobs/index.ts';
import { sizeOf } from '../../passages/index.ts';
import { authorOf, type Caller } from '../../platform/index.ts';
import { recordScope, typeNamed } from '../../schema/index.ts';
import { checkSteer, requireFlows } from './check.ts';
import type { SteerInput } from './input.ts';
import { STEERING } from './kind.ts';

/** Begins to steer: whom the filters are met by when their turn comes, of those who are in the flows now. */
export async function startSteering(
  store: Store,
  caller: Caller,
  flowIds: readonly string[],
  input: SteerInput,
): Promise<Job> {
  const objectTypeId = await requireFlows(store, caller, flowIds);
  return store.write(caller.accountId, async (unit) => {
    const steer = await checkSteer(unit, caller, objectTypeId, flowIds, input);
    const { total, lastId } = await sizeOf(unit.tx, unit.account.id, flowIds, steer.filter);
    const job = await startJob(unit, {
      kind: STEERING,
      asked: { ...steer },
      askedBy: authorOf(caller),
      scopes: [recordScope(typeNamed(objectTypeId), 'read')],
      total,
      place: { flow: 0, after: '0', lastId, from: null, given: 0 },
    });
    const flows = flowIds.length === 1 ? `the flow ${flowIds[0]}` : `${flowIds.length} flows`;
    await noteAudit(unit, caller, {
      kind: 'JOB_STARTED',
      id: job.id,
      name: STEERING,
      summary: `Began to steer enrollments of ${flows}: ${steer.do.type}.`,
      detail: { do: steer.do, flowIds },
    });
    return job;
  });
}
