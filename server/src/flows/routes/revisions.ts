import { z } from 'zod';
import type { App } from '../../platform/index.ts';
import { flowAtRevisionAnswer } from '../answers.ts';
import type { FlowService } from '../flow-service.ts';
import { readRevision } from '../read-revision.ts';
import { config, flowIdOf, sendRevision } from './flow-io.ts';

const params = z.object({ flowId: z.string(), revisionId: z.string() });

/** `{base}/flows/{flowId}/revisions/{revisionId}`: the flow as it was. */
export function revisionRoutes(app: App, base: string, { store }: FlowService): void {
  const schema = { summary: 'Read a revision of a flow', params, response: { 200: flowAtRevisionAnswer } };
  app.get(`${base}/flows/:flowId/revisions/:revisionId`, { config, schema }, async (request, reply) => {
    const { flowId, revisionId } = request.params;
    return sendRevision(reply, await readRevision(store.sql, request.caller, flowIdOf(flowId), revisionId));
  });
}
