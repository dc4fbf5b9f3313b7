import { requireFlow } from '../../flows/index.ts';
import type { Store } from '../../history/index.ts';
import { countConversion } from '../../passages/index.ts';
import type { App } from '../../platform/index.ts';
import { conversionAnswer } from '../answers.ts';
import { config, flowParams } from './inputs.ts';

/** `/millrace/v1/flows/{flowId}/goal`: how many of those who were enrolled met the goal. */
export function goalRoutes(app: App, store: Store): void {
  const schema = {
    summary: 'Count who met the goal of a flow',
    params: flowParams,
    response: { 200: conversionAnswer },
  };
  app.get('/millrace/v1/flows/:flowId/goal', { config, schema }, async ({ caller, params: { flowId } }) => {
    await requireFlow(store.sql, caller, flowId, 'read');
    const { enrolled, metGoal } = await countConversion(store.sql, caller.accountId, flowId);
    const conversionRate = enrolled === 0 ? 0 : Math.round((metGoal / enrolled) * 100_000) / 1_000;
    return { enrolled, metGoal, conversionRate };
  });
}
