import { z } from 'zod';
import type { Store } from '../../history/index.ts';
import type { App } from '../../platform/index.ts';
import { idMappingAnswer, idMappingsAnswer } from '../answers.ts';
import { listNotFound } from '../errors.ts';
import { selectLists } from '../queries/lists.ts';
import { id, reading } from './inputs.ts';

/** Ids that one request maps. */
export const MAPPED_IDS_MAX = 10_000;

/** Ids of the original's first lists API: lists here never had another id than the one they have. */
export function idMappingRoutes(app: App, { sql }: Store): void {
  const one = {
    summary: 'Map a legacy list id',
    querystring: z.object({ legacyListId: id }),
    response: { 200: idMappingAnswer },
  };
  app.get('/crm/v3/lists/idmapping', { config: reading, schema: one }, async (request) => {
    const { legacyListId } = request.query;
    const [list] = await selectLists(sql, request.caller.accountId, [legacyListId]);
    if (!list) throw listNotFound(legacyListId);
    return { listId: list.id, legacyListId };
  });

  const many = {
    summary: 'Map many legacy list ids',
    body: z.array(id).max(MAPPED_IDS_MAX),
    response: { 200: idMappingsAnswer },
  };
  app.post('/crm/v3/lists/idmapping', { config: reading, schema: many }, async (request) => {
    const lists = await selectLists(sql, request.caller.accountId, request.body);
    const there = new Set(lists.map((list) => list.id));
    return {
      missingLegacyListIds: request.body.filter((each) => !there.has(each)),
      legacyListIdsToIdsMapping: [...there].map((listId) => ({ listId, legacyListId: listId })),
    };
  });
}
