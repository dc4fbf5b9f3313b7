import { z } from 'zod';
import { requireFlow } from '../../flows/index.ts';
import type { Store } from '../../history/index.ts';
import { type App, instant } from '../../platform/index.ts';
import { explain } from '../explain/index.ts';
import { config, flowParams, id } from './inputs.ts';

const querystring = z.object({ objectId: id, at: instant.optional() });

/** Why a record is in a flow, or why not. */
export function explainRoutes(app: App, store: Store): void {
  const url = '/millrace/v1/flows/:flowId/explain';
  app.get(url, { config, schema: { params: flowParams, querystring } }, async (request) => {
    const { flowId } = request.params;
    await requireFlow(store.sql, request.caller, flowId, 'read');
    return explain(store, request.caller.accountId, { flowId, ...request.query });
  });
}
