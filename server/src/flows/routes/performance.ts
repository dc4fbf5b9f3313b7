import { DAYS_OF_WEEK } from '@millrace/core/flow';
import { z } from 'zod';
import { readAccount } from '../../accounts/index.ts';
import type { App } from '../../platform/index.ts';
import type { FlowService } from '../flow-service.ts';
import { selectPerformance } from '../queries/performance.ts';
import { readFlow } from '../read-flows.ts';
import { config, flowIdOf, flowParams as params } from './flow-io.ts';

/** The end of the year 9999: later instants cannot be written. */
const INSTANT_MAX = 253_402_300_799_999;

const instant = z.coerce.number().int().min(0).max(INSTANT_MAX).optional();
const querystring = z.object({
  bucketType: z.enum(['DAY', 'WEEK', 'MONTH']).default('DAY'),
  firstDay: z.enum(DAYS_OF_WEEK).default('MONDAY'),
  start: instant,
  end: instant,
});

/** `{base}/flows/performance/{flowId}`: how many records entered, left and came through, a bucket of time each. */
export function performanceRoutes(app: App, base: string, { store }: FlowService): void {
  const url = `${base}/flows/performance/:flowId`;
  app.get(url, { config, schema: { params, querystring } }, async (request) => {
    const { id } = await readFlow(store.sql, request.caller, flowIdOf(request.params.flowId));
    const account = await readAccount(store.sql, request.caller.accountId);
    return { results: await selectPerformance(store.sql, account, id, request.query) };
  });
}
