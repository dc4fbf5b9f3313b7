import { z } from 'zod';
import { type App, page, pageOf, type Sql } from '../../platform/index.ts';
import { revisionAnswer } from '../answers.ts';
import { requireAny } from '../change-definition.ts';
import { revisionNotFound } from '../errors.ts';
import { presentRevision } from '../present.ts';
import { listRevisions, selectRevision } from '../queries/revisions.ts';
import { ACTIONS, definitionParams, pages, reads } from './action-io.ts';

const params = definitionParams.extend({ revisionId: z.string() });

/** `…/{definitionId}/revisions`: a definition as it was, the newest first; of an archived one too. */
export function revisionRoutes(app: App, sql: Sql): void {
  const url = `${ACTIONS}/:appId/:definitionId/revisions`;

  const list = {
    summary: 'List the revisions of a definition',
    params: definitionParams,
    querystring: pages,
    response: { 200: pageOf(revisionAnswer) },
  };
  app.get(url, { config: reads, schema: list }, async (request) => {
    const { accountId } = request.caller;
    const { appId, definitionId } = request.params;
    const { limit, after } = request.query;
    await requireAny(sql, accountId, appId, definitionId);
    const found = await listRevisions(sql, accountId, { definitionId, after, limit: limit + 1 });
    const { results, ...paging } = page(found, limit, ({ revisionId }) => String(revisionId), request);
    return { results: results.map((each) => presentRevision(definitionId, each)), ...paging };
  });

  const read = { summary: 'Read a revision of a definition', params, response: { 200: revisionAnswer } };
  app.get(`${url}/:revisionId`, { config: reads, schema: read }, async ({ caller, params }) => {
    const { appId, definitionId, revisionId } = params;
    await requireAny(sql, caller.accountId, appId, definitionId);
    const found = /^\d{1,18}$/.test(revisionId)
      ? await selectRevision(sql, caller.accountId, definitionId, revisionId)
      : undefined;
    if (!found) throw revisionNotFound(definitionId, revisionId);
    return presentRevision(definitionId, found);
  });
}
