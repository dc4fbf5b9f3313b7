import { isUtf8 } from 'node:buffer';
import { iso } from '@millrace/core/time';
import { z } from 'zod';
import { METHODS } from '../../outgoing/index.ts';
import {
  type AnswerOf,
  type App,
  idOf,
  notFound,
  page,
  pageOf,
  pagingQuery,
  type Sql,
} from '../../platform/index.ts';
import { capturedAnswer, wholeCapturedAnswer } from '../answers.ts';
import { requireOpenType, typesOpenTo } from '../open-types.ts';
import { type CapturedSummary, findCaptured, listCaptured } from '../queries/captured.ts';

const config = { scopes: ['automation'] };

const REQUESTS_PER_PAGE_MAX = 100;
const REQUESTS_PER_PAGE_USUAL = 20;
/** The length of the longest host with a port. */
const HOST_CHARACTERS_MAX = 260;
const KEY_CHARACTERS_MAX = 200;

const id = idOf('an id');

const querystring = z.object({
  ...pagingQuery(REQUESTS_PER_PAGE_MAX, REQUESTS_PER_PAGE_USUAL),
  kind: z.string().max(100).optional(),
  method: z.enum(METHODS).optional(),
  host: z.string().max(HOST_CHARACTERS_MAX).toLowerCase().optional(),
  objectId: id.optional(),
  flowId: id.optional(),
  enrollmentId: id.optional(),
  idempotencyKey: z.string().max(KEY_CHARACTERS_MAX).optional(),
});

/** `/millrace/v1/outbox`: requests that were kept instead of sent, newest first, and one of them in full. */
export function requestRoutes(app: App, sql: Sql): void {
  const list = {
    summary: 'List captured requests, newest first',
    querystring,
    response: { 200: pageOf(capturedAnswer) },
  };
  app.get('/millrace/v1/outbox', { config, schema: list }, async (request) => {
    const { limit, after, ...filter } = request.query;
    const openTypes = await typesOpenTo(sql, request.caller);
    const found = await listCaptured(
      sql,
      request.caller.accountId,
      { ...filter, openTypes },
      after,
      limit + 1,
    );
    return page(found.map(summaryOf), limit, (captured) => captured.id, request);
  });

  const params = z.object({ requestId: id });
  const read = {
    summary: 'Read one captured request in full',
    params,
    response: { 200: wholeCapturedAnswer },
  };
  app.get('/millrace/v1/outbox/:requestId', { config, schema: read }, async ({ caller, params }) => {
    const captured = await findCaptured(sql, caller.accountId, params.requestId);
    if (!captured) throw notFound(`There is no request ${params.requestId} in the outbox.`);
    if (captured.objectTypeId !== null) await requireOpenType(sql, caller, captured.objectTypeId);
    return { ...summaryOf(captured), headers: captured.headers, ...bodyOf(captured.body) };
  });
}

function summaryOf({ at, recordId, ...captured }: CapturedSummary): AnswerOf<typeof capturedAnswer> {
  const { id, kind, method, url, host, bodyBytes, idempotencyKey, objectTypeId } = captured;
  const { flowId, enrollmentId, actionId, ruleId, status } = captured;
  return {
    id,
    at: iso(at),
    kind,
    method,
    url,
    host,
    bodyBytes,
    idempotencyKey,
    objectTypeId,
    objectId: recordId,
    flowId,
    enrollmentId,
    actionId,
    ruleId,
    status,
  };
}

function bodyOf(body: Buffer | null) {
  if (body === null || isUtf8(body)) return { body: body?.toString('utf8') ?? null };
  return { body: null, bodyBase64: body.toString('base64') };
}
