import { HOUR, iso } from '@millrace/core/time';
import { z } from 'zod';
import { readAccount } from '../../accounts/index.ts';
import { loadPrograms, requireFlow } from '../../flows/index.ts';
import type { Store } from '../../history/index.ts';
import { type Bucket, countActions, InsideCounts, selectSeries } from '../../passages/index.ts';
import { type App, instant, KeptByCost, resultsOf } from '../../platform/index.ts';
import { flowCountsAnswer, seriesAnswer } from '../answers.ts';
import { config, flowParams } from './inputs.ts';
import { waysTaken } from './ways-taken.ts';

/** Series that are kept, at most. */
const KEPT_MAX = 1_000;

/** What goes on in a flow, action by action, and how it went over time. */
export function countRoutes(app: App, { sql }: Store): void {
  const inside = new InsideCounts();
  // It reads all passages of a flow, and pages ask again whenever something goes on: what takes long is kept as long as is fitting.
  const seriesBy = new KeptByCost<readonly Bucket[]>(KEPT_MAX);

  const counts = {
    summary: 'Count who waits at each action of a flow, and what its steps came to, by branch',
    params: flowParams,
    querystring: z.object({
      since: instant.optional().describe('Counts steps of this hour and later; all of them by default'),
    }),
    response: { 200: flowCountsAnswer },
  };
  app.get('/millrace/v1/flows/:flowId/counts', { config, schema: counts }, async (request) => {
    const { caller, params, query } = request;
    await requireFlow(sql, caller, params.flowId, 'read', 'any');
    const account = await readAccount(sql, caller.accountId);
    const { now } = account;
    const since = query.since === undefined ? undefined : Math.floor(query.since / HOUR) * HOUR;
    const [programs, passed, { byAction, active, asOf }] = await Promise.all([
      loadPrograms(sql, account, [params.flowId]),
      countActions(sql, caller.accountId, params.flowId, since),
      inside.read(sql, caller.accountId, params.flowId, now),
    ]);
    const definition = programs.get(params.flowId)?.definition;
    const ids = [...new Set([...passed.keys(), ...byAction.keys()])].filter((id) => id !== '');
    const actions = ids.map((id) => {
      const { succeeded = 0, failed = 0, skipped = 0, ways = [], lastAt } = passed.get(id) ?? {};
      const action = definition?.actions.find(({ actionId }) => actionId === id);
      const waiting = byAction.get(id);
      return [
        id,
        {
          waiting: waiting?.count ?? 0,
          oldestSince: waiting?.oldestSince ? iso(waiting.oldestSince) : null,
          succeeded,
          failed,
          skipped,
          ...waysTaken(ways, action),
          lastAt: lastAt === undefined ? null : iso(lastAt),
        },
      ] as const;
    });
    return {
      flowId: params.flowId,
      asOf: iso(asOf),
      since: since === undefined ? null : iso(since),
      active,
      actions: Object.fromEntries(actions),
    };
  });

  const series = {
    summary: 'Count who entered, completed, met the goal, left and failed, by hour, day, week or month',
    params: flowParams,
    querystring: z.object({
      bucket: z.enum(['HOUR', 'DAY', 'WEEK', 'MONTH']).default('DAY'),
      from: instant.optional(),
      to: instant.optional(),
    }),
    response: { 200: resultsOf(seriesAnswer) },
  };
  app.get('/millrace/v1/flows/:flowId/performance', { config, schema: series }, async (request) => {
    const { caller, params, query } = request;
    await requireFlow(sql, caller, params.flowId, 'read', 'any');
    const account = await readAccount(sql, caller.accountId);
    const { bucket, from, to } = query;
    const key = `${account.id} ${params.flowId} ${account.timeZone} ${bucket} ${from} ${to}`;
    const results = await seriesBy.read(key, () => selectSeries(sql, account, params.flowId, query));
    return { results: [...results] };
  });
}
