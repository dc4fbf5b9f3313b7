import { z } from 'zod';
import { type App, page, pagingQuery, warnOfId } from '../../platform/index.ts';
import { flowCreator } from '../create-together.ts';
import { deleteFlow } from '../delete-flow.ts';
import type { FlowService } from '../flow-service.ts';
import { listFlows } from '../list-flows.ts';
import { flowReader } from '../read-flows.ts';
import { updateFlow } from '../update-flow.ts';
import {
  config,
  flowIdOf,
  inputIn,
  listed,
  PAGE_FLOWS_MAX,
  flowParams as params,
  sendAnswer,
  sendFlow,
} from './flow-io.ts';
import { warnOfWaits } from './warn-of-waits.ts';

/** `{base}/flows`: list, create, read, replace, delete. */
export function flowRoutes(app: App, base: string, service: FlowService): void {
  const path = `${base}/flows`;
  const { sql } = service.store;
  const read = flowReader(sql);
  const create = flowCreator(service);

  const querystring = z.object(pagingQuery(PAGE_FLOWS_MAX));
  app.get(path, { config, schema: { querystring } }, async (request) => {
    const flows = await listFlows(sql, request.caller, request.query);
    const { results, ...paging } = page(flows, request.query.limit, (flow) => flow.id, request);
    return { results: results.map(listed), ...paging };
  });

  app.post(path, { config }, async (request, reply) => {
    const flow = await create(request.caller, inputIn(request));
    warnOfId(reply, request.body, flow.id);
    await warnOfWaits(sql, request.caller, reply, flow);
    return sendFlow(reply.code(201), flow);
  });

  app.get(`${path}/:flowId`, { config, schema: { params } }, async (request, reply) => {
    return sendAnswer(reply, await read(request.caller, flowIdOf(request.params.flowId)));
  });

  app.put(`${path}/:flowId`, { config, schema: { params } }, async (request, reply) => {
    const flowId = flowIdOf(request.params.flowId);
    const flow = await updateFlow(service, request.caller, flowId, inputIn(request));
    await warnOfWaits(sql, request.caller, reply, flow);
    return sendFlow(reply, flow);
  });

  app.delete(`${path}/:flowId`, { config, schema: { params } }, async (request, reply) => {
    await deleteFlow(service, request.caller, flowIdOf(request.params.flowId));
    return reply.code(204).send();
  });
}
