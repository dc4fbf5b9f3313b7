import { flowCreateSchema } from '@millrace/core/flow';
import { z } from 'zod';
import { type App, detailsOf, page, pageOf, pagingQuery, resultsOf } from '../../platform/index.ts';
import { findingAnswer, lintAnswer, lintedFlowAnswer } from '../answers.ts';
import type { FlowService } from '../flow-service.ts';
import { countFindings, lintBody, lintSavedFlow } from '../lint-flow.ts';
import { listFlows } from '../list-flows.ts';
import { config, flowIdOf, listed, flowParams as params } from './flow-io.ts';

/** Flows on one page of a listing that looks into each, by default and at most. */
const PAGE_LINTED_MAX = 50;

const querystring = z.object(pagingQuery(PAGE_LINTED_MAX));

/** Routes that the original lacks: advice on a flow, saved or not yet, and its count for each of many. */
export function lintRoutes(app: App, { store: { sql } }: FlowService): void {
  const list = {
    summary: 'List flows with the number of lint findings of each',
    querystring,
    response: { 200: pageOf(lintedFlowAnswer) },
  };
  app.get('/millrace/v1/flows', { config, schema: list }, async (request) => {
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

  const unsaved = {
    summary: 'Check and lint a flow without saving it',
    response: { 200: lintAnswer },
  };
  app.post(
    '/millrace/v1/flows/lint',
    { config: { ...config, reads: flowCreateSchema }, schema: unsaved },
    async ({ caller, body }) => {
      const { problems, findings } = await lintBody(sql, caller, body);
      return { problems: detailsOf(problems), results: findings };
    },
  );

  const saved = { summary: 'Lint a flow', params, response: { 200: resultsOf(findingAnswer) } };
  app.get('/millrace/v1/flows/:flowId/lint', { config, schema: saved }, async ({ caller, params }) => {
    return { results: await lintSavedFlow(sql, caller, flowIdOf(params.flowId)) };
  });
}
