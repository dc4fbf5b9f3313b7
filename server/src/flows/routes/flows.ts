import { CONTACT } from '@millrace/core/flow';
import { iso } from '@millrace/core/time';
import { z } from 'zod';
import { type App, page, pagingQuery } from '../../platform/index.ts';
import { createFlow } from '../create-flow.ts';
import { deleteFlow } from '../delete-flow.ts';
import type { FlowService } from '../flow-service.ts';
import { listFlows } from '../list-flows.ts';
import type { ListedFlow } from '../queries/listing.ts';
import { flowReader } from '../read-flows.ts';
import { updateFlow } from '../update-flow.ts';
import { config, flowIdOf, inputIn, flowParams as params, sendFlow } from './flow-io.ts';

/** Flows on one page of the listing, by default and at most. */
const PAGE_FLOWS_MAX = 100;

/** `{base}/flows`: list, create, read, replace, delete. */
export function flowRoutes(app: App, base: string, service: FlowService): void {
  const path = `${base}/flows`;
  const { sql } = service.store;
  const read = flowReader(sql);

  const querystring = z.object(pagingQuery(PAGE_FLOWS_MAX));
  app.get(path, { config, schema: { querystring } }, async (request) => {
    const { after, limit } = request.query;
    const flows = await listFlows(sql, request.caller, after, limit + 1);
    const { results, ...paging } = page(flows, limit, (flow) => flow.id, request);
    return { results: results.map(listed), ...paging };
  });

  app.post(path, { config }, async (request, reply) => {
    return sendFlow(reply.code(201), await createFlow(service, request.caller, inputIn(request)));
  });

  app.get(`${path}/:flowId`, { config, schema: { params } }, async (request, reply) => {
    return sendFlow(reply, await read(request.caller, flowIdOf(request.params.flowId)));
  });

  app.put(`${path}/:flowId`, { config, schema: { params } }, async (request, reply) => {
    const flowId = flowIdOf(request.params.flowId);
    return sendFlow(reply, await updateFlow(service, request.caller, flowId, inputIn(request)));
  });

  app.delete(`${path}/:flowId`, { config, schema: { params } }, async (request, reply) => {
    await deleteFlow(service, request.caller, flowIdOf(request.params.flowId));
    return reply.code(204).send();
  });
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
