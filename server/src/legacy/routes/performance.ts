import { z } from 'zod';
import { readAccount } from '../../accounts/index.ts';
import { performanceAnswer, requireFlow } from '../../flows/index.ts';
import type { Store } from '../../history/index.ts';
import { type DataPoint, selectPerformance } from '../../passages/index.ts';
import { type App, epochMillis } from '../../platform/index.ts';
import { flowIdOf } from '../read-workflows.ts';
import { config, pathNumber } from './workflow-io.ts';

const params = z.object({ workflowId: z.string() });
const querystring = z.object({
  start: epochMillis,
  end: epochMillis,
  bucket: z.enum(['DAY', 'WEEK', 'MONTH']),
});

/** `/automation/v3/performance/workflow/…`: how many contacts entered, left and came through, a bucket of time each. */
export function performanceRoutes(app: App, { sql }: Store): void {
  const url = '/automation/v3/performance/workflow/:workflowId';
  const schema = {
    summary: 'Count the contacts that entered and left a workflow',
    params,
    querystring,
    response: { 200: z.array(performanceAnswer) },
  };
  app.get(url, { config, schema }, async ({ caller, params, query }) => {
    const flowId = await flowIdOf(sql, caller, pathNumber('workflowId', params.workflowId));
    await requireFlow(sql, caller, flowId, 'read');
    const account = await readAccount(sql, caller.accountId);
    const { start, end, bucket: bucketType } = query;
    return (await selectPerformance(sql, account, flowId, { bucketType, start, end })).toSorted(inTheirOrder);
  });
}

/** By series, the completed last, and the latest bucket first, as the original orders them. */
function inTheirOrder(a: DataPoint, b: DataPoint): number {
  const rank = ({ series }: DataPoint) => ['ENROLLED', 'UNENROLLED', 'COMPLETED'].indexOf(series);
  return rank(a) - rank(b) || b.bucket.localeCompare(a.bucket);
}
