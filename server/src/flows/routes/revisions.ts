import { iso } from '@millrace/core/time';
import { z } from 'zod';
import type { App } from '../../platform/index.ts';
import { answerText } from '../body.ts';
import type { FlowService } from '../flow-service.ts';
import { readRevision } from '../read-revision.ts';
import { config, flowIdOf, sendJson } from './flow-io.ts';

const params = z.object({ flowId: z.string(), revisionId: z.string() });

/** `{base}/flows/{flowId}/revisions/{revisionId}`: the flow as it was. */
export function revisionRoutes(app: App, base: string, { store }: FlowService): void {
  app.get(
    `${base}/flows/:flowId/revisions/:revisionId`,
    { config, schema: { params } },
    async (request, reply) => {
      const { params, caller } = request;
      const flow = await readRevision(store.sql, caller, flowIdOf(params.flowId), params.revisionId);
      const about = { id: flow.id, revisionId: flow.revisionId, revisionCreatedAt: iso(flow.updatedAt) };
      return sendJson(reply, `${JSON.stringify(about).slice(0, -1)},"flow":${answerText(flow)}}`);
    },
  );
}
