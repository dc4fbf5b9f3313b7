import { z } from 'zod';
import {
  type App,
  cursorOfTime,
  idOf,
  instant,
  page,
  pageOf,
  pagingQuery,
  type Sql,
  severalOf,
  timeCursor,
} from '../platform/index.ts';
import { ACTOR_KINDS } from './actor.ts';
import { auditEntryAnswer } from './answers.ts';
import { AUDIT_KINDS, AUDIT_TARGETS } from './kinds.ts';
import { listEntries } from './list-entries.ts';

const PAGE_ITEMS = 100;

const query = z
  .object({
    limit: pagingQuery(PAGE_ITEMS).limit,
    after: cursorOfTime.optional(),
    kind: severalOf(AUDIT_KINDS).optional().describe('One, or several with commas between'),
    targetType: z.enum(AUDIT_TARGETS).optional(),
    targetId: z.string().min(1).max(200).optional(),
    tokenId: idOf('the id of a token').optional(),
    actor: z.enum(ACTOR_KINDS).optional(),
    from: instant.optional(),
    to: instant.optional(),
  })
  .refine(({ targetId, targetType }) => targetId === undefined || targetType !== undefined, {
    path: ['targetId'],
    message: 'goes with targetType: ids of different things may be alike',
  });

/** `/millrace/v1/audit`: who did what, and when. */
export function auditRoutes(app: App, sql: Sql): void {
  const list = {
    summary: 'List what was done to flows, settings and passages, by whom and when, newest first',
    querystring: query,
    response: { 200: pageOf(auditEntryAnswer) },
  };
  const config = { scopes: ['millrace.admin'] };
  app.get('/millrace/v1/audit', { config, schema: list }, async (request) => {
    const { kind: kinds, ...asked } = request.query;
    const found = await listEntries(sql, request.caller.accountId, { ...asked, kinds });
    return page(found, asked.limit, ({ at, id }) => timeCursor({ at: Date.parse(at), id }), request);
  });
}
