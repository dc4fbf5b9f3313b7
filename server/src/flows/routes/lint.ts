import { z } from 'zod';
import { type App, detailsOf, page, pagingQuery } from '../../platform/index.ts';
import type { FlowService } from '../flow-service.ts';
import { countFindings, lintBody, lintSavedFlow } from '../lint-flow.ts';
import { listFlows } from '../list-flows.ts';
import { config, flowIdOf, listed, flowParams as params } from './flow-io.ts';

/** Flows on one page of a listing that looks into each, by default and at most. */
const PAGE_LINTED_MAX = 50;

const querystring = z.object(pagingQuery(PAGE_LINTED_MAX));

/** What the original lacks: advice on a flow, saved or not yet, and how much there is for each of many. */
export function lintRoutes(app: App, { store: { sql } }: FlowService): void {
  app.get('/millrace/v1/flows', { config, schema: { querystring } }, async (request) => {
    const { caller, query } = request;
    const flows = await listFlows(sql, caller, query);
    const { results, ...paging } = page(flows, query.limit, (flow) => flow.id, request);
    const ids = results.map(({ id }) => id);
    const counts = await countFindings(sql, caller, ids);
    // A flow that was deleted just now has nothing said of it.
    const none = { errors: 0, warnings: 0, infos: 0 };
    return {
      results: results.map((flow) => ({ ...listed(flow), lint: counts.get(flow.id) ?? none })),
      ...paging,
    };
  });

  app.post('/millrace/v1/flows/lint', { config }, async ({ caller, body }) => {
    const { problems, findings } = await lintBody(sql, caller, body);
    return { problems: detailsOf(problems), results: findings };
  });

  app.get('/millrace/v1/flows/:flowId/lint', { config, schema: { params } }, async ({ caller, params }) => {
    return { results: await lintSavedFlow(sql, caller, flowIdOf(params.flowId)) };
  });
}
