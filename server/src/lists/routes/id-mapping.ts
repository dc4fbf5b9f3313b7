import { z } from 'zod';
import type { Store } from '../../history/index.ts';
import type { App } from '../../platform/index.ts';
import { listNotFound } from '../errors.ts';
import { selectLists } from '../queries/lists.ts';
import { id, reading } from './inputs.ts';

/** Ids that one request maps. */
export const MAPPED_IDS_MAX = 10_000;

/** Ids of the original's first lists API: lists here never had another id than the one they have. */
export function idMappingRoutes(app: App, { sql }: Store): void {
  const query = z.object({ legacyListId: id });
  app.get('/crm/v3/lists/idmapping', { config: reading, schema: { querystring: query } }, async (request) => {
    const { legacyListId } = request.query;
    const [list] = await selectLists(sql, request.caller.accountId, [legacyListId]);
    if (!list) throw listNotFound(legacyListId);
    return { listId: list.id, legacyListId };
  });

  const body = z.array(id).max(MAPPED_IDS_MAX);
  app.post('/crm/v3/lists/idmapping', { config: reading, schema: { body } }, async (request) => {
    const lists = await selectLists(sql, request.caller.accountId, request.body);
    const there = new Set(lists.map((list) => list.id));
    return {
      missingLegacyListIds: request.body.filter((each) => !there.has(each)),
      legacyListIdsToIdsMapping: [...there].map((listId) => ({ listId, legacyListId: listId })),
    };
  });
}
