import { DAYS_OF_WEEK } from '@millrace/core/time';
import { z } from 'zod';
import { readAccount } from '../../accounts/index.ts';
import { selectPerformance } from '../../passages/index.ts';
import { type App, epochMillis, resultsOf } from '../../platform/index.ts';
import { performanceAnswer } from '../answers.ts';
import type { FlowService } from '../flow-service.ts';
import { readFlow } from '../read-flows.ts';
import { config, flowIdOf, flowParams as params } from './flow-io.ts';

const querystring = z.object({
  bucketType: z.enum(['DAY', 'WEEK', 'MONTH']).default('DAY'),
  firstDay: z.enum(DAYS_OF_WEEK).default('MONDAY'),
  start: epochMillis.optional(),
  end: epochMillis.optional(),
});

/** `{base}/flows/performance/{flowId}`: how many records entered, left and came through, a bucket of time each. */
export function performanceRoutes(app: App, base: string, { store }: FlowService): void {
  const url = `${base}/flows/performance/:flowId`;
  const summary = 'Count who entered and left a flow, by day, week or month';
  const response = { 200: resultsOf(performanceAnswer) };
  app.get(url, { config, schema: { summary, params, querystring, response } }, async (request) => {
    const { id } = await readFlow(store.sql, request.caller, flowIdOf(request.params.flowId));
    const account = await readAccount(store.sql, request.caller.accountId);
    return { results: await selectPerformance(store.sql, account, id, request.query) };
  });
}
