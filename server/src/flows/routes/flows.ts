import { flowCreateSchema, flowUpdateSchema } from '@millrace/core/flow';
import { z } from 'zod';
import { type App, noContent, pageOf, pagingQuery, pagingTo, warnOfId } from '../../platform/index.ts';
import { flowAnswer, listedFlowAnswer } from '../answers.ts';
import { flowCreator } from '../create-together.ts';
import { deleteFlow } from '../delete-flow.ts';
import type { FlowService } from '../flow-service.ts';
import { flowLister } from '../list-flows.ts';
import { flowReader } from '../read-flows.ts';
import { updateFlow } from '../update-flow.ts';
import {
  config,
  editQuery,
  flowIdOf,
  inputIn,
  listed,
  PAGE_FLOWS_MAX,
  flowParams as params,
  sendAnswer,
  sendFlow,
  sendJson,
} from './flow-io.ts';
import { warnOfWaits } from './warn-of-waits.ts';

/** `{base}/flows`: list, create, read, replace, delete. */
export function flowRoutes(app: App, base: string, service: FlowService): void {
  const path = `${base}/flows`;
  const { sql } = service.store;
  const read = flowReader(sql);
  const readPage = flowLister(sql, listed);
  const create = flowCreator(service);

  const list = {
    summary: 'List flows',
    querystring: z.object(pagingQuery(PAGE_FLOWS_MAX)),
    response: { 200: pageOf(listedFlowAnswer) },
  };
  app.get(path, { config, schema: list }, async (request, reply) => {
    const { results, after } = await readPage(request.caller, request.query);
    const paging = after === undefined ? '' : `,"paging":${JSON.stringify(pagingTo(after, request))}`;
    return sendJson(reply, Buffer.concat([results, Buffer.from(`${paging}}`)]));
  });

  const made = { summary: 'Make a flow', response: { 201: flowAnswer } };
  app.post(path, { config: { ...config, reads: flowCreateSchema }, schema: made }, async (request, reply) => {
    const flow = await create(request.caller, inputIn(request));
    warnOfId(reply, request.body, flow.id);
    await warnOfWaits(sql, request.caller, reply, flow);
    return sendFlow(reply.code(201), flow);
  });

  const answered = { summary: 'Read a flow', params, response: { 200: flowAnswer } };
  app.get(`${path}/:flowId`, { config, schema: answered }, async (request, reply) => {
    return sendAnswer(reply, await read(request.caller, flowIdOf(request.params.flowId)));
  });

  const replaced = {
    ...answered,
    summary: 'Replace a flow: members left out are cleared',
    querystring: editQuery,
  };
  app.put(
    `${path}/:flowId`,
    { config: { ...config, reads: flowUpdateSchema }, schema: replaced },
    async (request, reply) => {
      const flowId = flowIdOf(request.params.flowId);
      const { appliesTo } = request.query;
      const flow = await updateFlow(service, request.caller, flowId, inputIn(request), appliesTo);
      await warnOfWaits(sql, request.caller, reply, flow);
      return sendFlow(reply, flow);
    },
  );

  const deleted = { summary: 'Delete a flow and unenroll its records', params, response: noContent };
  app.delete(`${path}/:flowId`, { config, schema: deleted }, async (request, reply) => {
    await deleteFlow(service, request.caller, flowIdOf(request.params.flowId));
    return reply.code(204).send();
  });
}
