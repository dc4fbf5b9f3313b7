import { CONTACT } from '@millrace/core/flow';
import { iso } from '@millrace/core/time';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { type App, page, pagingQuery } from '../../platform/index.ts';
import { answerText } from '../body.ts';
import { createFlow } from '../create-flow.ts';
import { deleteFlow } from '../delete-flow.ts';
import { flowNotFound } from '../errors.ts';
import type { FlowService } from '../flow-service.ts';
import { type FlowWithText, selectFlow } from '../queries/flows.ts';
import { type ListedFlow, selectListing } from '../queries/listing.ts';
import { updateFlow } from '../update-flow.ts';

/** Flows on one page of the listing, by default and at most. */
const PAGE_FLOWS_MAX = 100;

const config = { scopes: ['automation'] };
const params = z.object({ flowId: z.string() });

/** `{base}/flows`: list, create, read, replace, delete. */
export function flowRoutes(app: App, base: string, service: FlowService): void {
  const path = `${base}/flows`;
  const { sql } = service.store;

  const querystring = z.object(pagingQuery(PAGE_FLOWS_MAX));
  app.get(path, { config, schema: { querystring } }, async (request) => {
    const { after, limit } = request.query;
    const { accountId } = request.caller;
    const flows = await selectListing(sql, accountId, { after, limit: limit + 1, hidden: [] });
    const { results, ...paging } = page(flows, limit, (flow) => flow.id, request);
    return { results: results.map(listed), ...paging };
  });

  app.post(path, { config }, async (request, reply) => {
    return sendFlow(reply.code(201), await createFlow(service, request.caller, request.body));
  });

  app.get(`${path}/:flowId`, { config, schema: { params } }, async (request, reply) => {
    const { accountId } = request.caller;
    const flow = await selectFlow(sql, accountId, idOf(request.params.flowId));
    if (!flow) throw flowNotFound(request.params.flowId);
    return sendFlow(reply, flow);
  });

  app.put(`${path}/:flowId`, { config, schema: { params } }, async (request, reply) => {
    const flowId = idOf(request.params.flowId);
    return sendFlow(reply, await updateFlow(service, request.caller, flowId, request.body));
  });

  app.delete(`${path}/:flowId`, { config, schema: { params } }, async (request, reply) => {
    await deleteFlow(service, request.caller, idOf(request.params.flowId));
    return reply.code(204).send();
  });
}

/** A flow's id in a path; no flow has one that is not a number. */
function idOf(text: string): string {
  if (!/^\d{1,18}$/.test(text)) throw flowNotFound(text);
  return text;
}

function sendFlow(reply: FastifyReply, flow: FlowWithText) {
  return reply.type('application/json; charset=utf-8').send(answerText(flow, flow.definition));
}

function listed({ name, uuid, createdAt, updatedAt, ...flow }: ListedFlow) {
  return {
    ...flow,
    type: flow.objectTypeId === CONTACT ? 'CONTACT_FLOW' : 'PLATFORM_FLOW',
    ...(name === null ? {} : { name }),
    ...(uuid === null ? {} : { uuid }),
    createdAt: iso(createdAt),
    updatedAt: iso(updatedAt),
  };
}
