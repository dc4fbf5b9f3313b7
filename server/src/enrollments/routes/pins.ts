import { z } from 'zod';
import type { Store } from '../../history/index.ts';
import { type App, resultsOf } from '../../platform/index.ts';
import { pinnedAnswer, releasedAnswer } from '../answers.ts';
import { pinnedIn, releasePins } from '../release-pins.ts';
import { config, id, flowParams as params } from './inputs.ts';

/** `/millrace/v1/flows/{flowId}/pins`: who goes through an earlier revision, and the way back to the current one. */
export function pinRoutes(app: App, store: Store): void {
  const url = '/millrace/v1/flows/:flowId/pins';

  const list = {
    summary: 'Count who goes through earlier revisions of a flow',
    params,
    response: { 200: resultsOf(pinnedAnswer) },
  };
  app.get(url, { config, schema: list }, async ({ caller, params: { flowId } }) => ({
    results: await pinnedIn(store, caller, flowId),
  }));

  const release = {
    summary: 'Let those who go through earlier revisions follow the flow',
    params,
    body: z.strictObject({ revisionId: id.optional().describe('Only those of this revision') }).default({}),
    response: { 200: releasedAnswer },
  };
  app.post(`${url}/release`, { config, schema: release }, async ({ caller, params: { flowId }, body }) => ({
    flowId,
    released: await releasePins(store, caller, flowId, body.revisionId),
  }));
}
