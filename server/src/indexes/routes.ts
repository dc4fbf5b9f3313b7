import { z } from 'zod';
import type { Store } from '../history/index.ts';
import type { App, Caller } from '../platform/index.ts';
import { indexAnswer, indexesAnswer, presentLookUpIndex, presentSearchIndex } from './answers.ts';
import { makeSearchIndex, removeIndex } from './change-search-indexes.ts';
import { listLookUpIndexes, listSearchIndexes } from './list-indexes.ts';
import { rebuildIndexes } from './rebuild-indexes.ts';

const config = { scopes: ['automation'] };

/** `/millrace/v1/indexes`: the properties by which flows look for records, and searches; and the indexes over their values. */
export function indexRoutes(app: App, store: Store): void {
  const url = '/millrace/v1/indexes';

  const list = {
    summary: 'List the indexes over properties by which flows look for records, and searches find them',
    response: { 200: indexesAnswer },
  };
  app.get(url, { config, schema: list }, ({ caller }) => listAll(store, caller));

  const make = {
    summary: 'Make an index that searches find records by',
    body: z.strictObject({
      objectTypeId: z.string().describe('Its id or its name'),
      property: z.string(),
      kind: z.enum(['VALUES', 'WORDS']).default('VALUES'),
    }),
    response: { 202: indexAnswer },
  };
  app.post(url, { config, schema: make }, async ({ caller, body }, reply) => {
    const id = await makeSearchIndex(store, caller, body);
    const shown = await listSearchIndexes(store.sql, caller);
    reply.status(202);
    return presentSearchIndex(shown.find(({ index }) => index.id === id)!);
  });

  const remove = {
    summary: 'Remove an index of searches; the server makes it by itself no more',
    params: z.object({ indexId: z.string().regex(/^\d{1,18}$/) }),
    response: { 204: z.null() },
  };
  app.delete(`${url}/:indexId`, { config, schema: remove }, async ({ caller, params }, reply) => {
    await removeIndex(store, caller, params.indexId);
    reply.status(204);
    return null;
  });

  const rebuild = {
    summary: 'Make all indexes anew, of what the flows that are on look for records by, and of searches',
    response: { 202: indexesAnswer },
  };
  app.post(`${url}/rebuild`, { config, schema: rebuild }, async ({ caller }, reply) => {
    await rebuildIndexes(store, caller);
    reply.status(202);
    return listAll(store, caller);
  });
}

async function listAll(store: Store, caller: Caller) {
  const [lookUps, searches] = await Promise.all([
    listLookUpIndexes(store.sql, caller),
    listSearchIndexes(store.sql, caller),
  ]);
  return { results: [...lookUps.map(presentLookUpIndex), ...searches.map(presentSearchIndex)] };
}
