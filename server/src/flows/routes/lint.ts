import { type App, detailsOf } from '../../platform/index.ts';
import type { FlowService } from '../flow-service.ts';
import { lintBody, lintSavedFlow } from '../lint-flow.ts';
import { config, flowIdOf, flowParams as params } from './flow-io.ts';

/** What the original lacks: advice on a flow, saved or not yet. */
export function lintRoutes(app: App, { store: { sql } }: FlowService): void {
  app.post('/millrace/v1/flows/lint', { config }, async ({ caller, body }) => {
    const { problems, findings } = await lintBody(sql, caller, body);
    return { problems: detailsOf(problems), results: findings };
  });

  app.get('/millrace/v1/flows/:flowId/lint', { config, schema: { params } }, async ({ caller, params }) => {
    return { results: await lintSavedFlow(sql, caller, flowIdOf(params.flowId)) };
  });
}
