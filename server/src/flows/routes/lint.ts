import { flowCreateSchema } from '@millrace/core/flow';
import { z } from 'zod';
import { type App, detailsOf, idOf, resultsOf } from '../../platform/index.ts';
import { findingAnswer, lintAnswer } from '../answers.ts';
import type { FlowService } from '../flow-service.ts';
import { lintBody, lintEdit, lintSavedFlow } from '../lint-flow.ts';
import { config, flowIdOf, flowParams as params } from './flow-io.ts';

/** Routes that the original lacks: advice on a flow, saved or not yet. */
export function lintRoutes(app: App, { store: { sql } }: FlowService): void {
  const unsaved = {
    summary: 'Check and lint a flow without saving it',
    querystring: z.object({
      flowId: idOf('the id of a flow')
        .optional()
        .describe('The flow that it is an edit of: ids that were once used there are refused, too'),
    }),
    response: { 200: lintAnswer },
  };
  app.post(
    '/millrace/v1/flows/lint',
    { config: { ...config, reads: flowCreateSchema }, schema: unsaved },
    async ({ caller, body, query: { flowId } }) => {
      const { problems, findings } = await (flowId === undefined
        ? lintBody(sql, caller, body)
        : lintEdit(sql, caller, flowId, body));
      return { problems: detailsOf(problems), results: findings };
    },
  );

  const saved = { summary: 'Lint a flow', params, response: { 200: resultsOf(findingAnswer) } };
  app.get('/millrace/v1/flows/:flowId/lint', { config, schema: saved }, async ({ caller, params }) => {
    return { results: await lintSavedFlow(sql, caller, flowIdOf(params.flowId)) };
  });
}
