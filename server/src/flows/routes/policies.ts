import { policiesSchema } from '@millrace/core/flow';
import { iso } from '@millrace/core/time';
import { z } from 'zod';
import { type AnswerOf, type App, noContent } from '../../platform/index.ts';
import { policiesAnswer } from '../answers.ts';
import type { FlowService } from '../flow-service.ts';
import { type SavedPolicies, selectPolicies } from '../queries/policies.ts';
import { readFlow } from '../read-flows.ts';
import { savePolicies } from '../save-policies.ts';
import { config, flowIdOf, flowParams as params } from './flow-io.ts';

const body = policiesSchema.extend({
  version: z
    .int()
    .min(0)
    .optional()
    .describe('The version that was read; the save is refused when it is another by now'),
});

/** Policies of flows, which the original lacks: kept beside the flow, whose body stays as it came. */
export function policyRoutes(app: App, service: FlowService): void {
  const { sql } = service.store;
  const path = '/millrace/v1/flows/:flowId/policies';
  const response = { 200: policiesAnswer };

  const read = { summary: 'Read how a flow is run: retries, failures, paces', params, response };
  app.get(path, { config, schema: read }, async ({ caller, params }) => {
    const { id } = await readFlow(sql, caller, flowIdOf(params.flowId));
    return present(await selectPolicies(sql, caller.accountId, id));
  });

  const put = { summary: 'Set how a flow is run: retries, failures, paces', params, body, response };
  app.put(path, { config, schema: put }, async ({ caller, params, body }) => {
    const { version, ...document } = body;
    return present(await savePolicies(service, caller, flowIdOf(params.flowId), document, version));
  });

  const remove = { summary: 'Delete the policies of a flow', params, response: noContent };
  app.delete(path, { config, schema: remove }, async ({ caller, params }, reply) => {
    await savePolicies(service, caller, flowIdOf(params.flowId), null, undefined);
    return reply.code(204).send();
  });
}

function present({ version, document, updatedAt, savedBy }: SavedPolicies): AnswerOf<typeof policiesAnswer> {
  return {
    version,
    ...(document ?? { actions: {} }),
    updatedAt: updatedAt === null ? null : iso(updatedAt),
    savedBy,
  };
}
