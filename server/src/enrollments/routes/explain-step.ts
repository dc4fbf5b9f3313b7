import { z } from 'zod';
import { flowIds, readRevision, requireFlowRecords, selectRevisionIdAt } from '../../flows/index.ts';
import type { Store } from '../../history/index.ts';
import { findPassage, listPassageSteps } from '../../passages/index.ts';
import { type App, conflict, notFound, whole } from '../../platform/index.ts';
import { stepExplanationAnswer } from '../explain/answers.ts';
import { explainStep } from '../explain/step.ts';
import { config, id } from './inputs.ts';

const params = z.object({ enrollmentId: id, number: z.union([z.literal('end'), whole(1, 2 ** 31 - 1)]) });

/** Why a step led where it did, from the record as it was then. */
export function explainStepRoutes(app: App, store: Store): void {
  const { sql } = store;
  const schema = {
    summary: 'Explain a step, or the end of a passage, with the values of then',
    params,
    response: { 200: stepExplanationAnswer },
  };
  const url = '/millrace/v1/enrollments/:enrollmentId/steps/:number/explanation';
  app.get(url, { config, schema }, async ({ caller, params: { enrollmentId, number } }) => {
    const { accountId } = caller;
    const passage = await findPassage(sql, accountId, enrollmentId, flowIds(sql, accountId));
    if (!passage) throw notFound(`There is no enrollment ${enrollmentId}.`);
    const { flowId, objectTypeId, recordId, endedAt, endReason } = passage;
    await requireFlowRecords(sql, caller, flowId, 'read', 'any');
    const steps = await listPassageSteps(sql, accountId, flowId, enrollmentId);
    const step = number === 'end' ? null : (steps.find((each) => each.number === number) ?? null);
    if (number !== 'end' && !step)
      throw notFound(`The enrollment ${enrollmentId} has no step ${number}: it has ${steps.length}.`);
    if (!step && endedAt === null) throw conflict(`The enrollment ${enrollmentId} has not ended yet.`);
    const at = step ? Date.parse(step.at) : endedAt!;
    const revisionId = step?.revisionId ?? (await selectRevisionIdAt(sql, accountId, flowId, at));
    if (revisionId === undefined) throw notFound(`The flow ${flowId} as it was then has been erased.`);
    // The revision of then explains the past, and may read more than the present one.
    await readRevision(sql, caller, flowId, revisionId, 'any');
    return explainStep(store, caller, {
      flowId,
      enrollmentId,
      objectTypeId,
      objectId: recordId,
      revisionId,
      step,
      steps,
      at,
      reason: step ? step.reason : endReason,
    });
  });
}
