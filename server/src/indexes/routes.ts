import type { Store } from '../history/index.ts';
import type { App } from '../platform/index.ts';
import { indexesAnswer, presentIndexes } from './answers.ts';
import { listIndexes } from './list-indexes.ts';
import { rebuildIndexes } from './rebuild-indexes.ts';

const config = { scopes: ['automation'] };

/** `/millrace/v1/indexes`: the properties by which flows look for records, and the indexes over their values. */
export function indexRoutes(app: App, store: Store): void {
  const url = '/millrace/v1/indexes';

  const list = {
    summary: 'List the indexes over properties by which flows look for records',
    response: { 200: indexesAnswer },
  };
  app.get(url, { config, schema: list }, async ({ caller }) =>
    presentIndexes(await listIndexes(store.sql, caller)),
  );

  const rebuild = {
    summary: 'Make all indexes anew, of what the flows that are on look for records by',
    response: { 202: indexesAnswer },
  };
  app.post(`${url}/rebuild`, { config, schema: rebuild }, async ({ caller }, reply) => {
    await rebuildIndexes(store, caller);
    reply.status(202);
    return presentIndexes(await listIndexes(store.sql, caller));
  });
}
