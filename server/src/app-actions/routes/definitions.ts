import { z } from 'zod';
import { type App, flag, noContent, page, pageOf, type Sql } from '../../platform/index.ts';
import { definitionAnswer, requiresObjectAnswer } from '../answers.ts';
import {
  changeRequiresObject,
  createDefinition,
  deleteDefinition,
  patchDefinition,
  requireAny,
  requireApp,
  requireDefinition,
} from '../change-definition.ts';
import { definitionCreate, definitionPatch } from '../definition/definition-input.ts';
import { definitionNotFound } from '../errors.ts';
import { presentDefinition } from '../present.ts';
import { listDefinitions } from '../queries/definitions.ts';
import { ACTIONS, appParams, definitionParams, pages, reads, writes } from './action-io.ts';

const listing = pages.extend({ archived: flag });
const querystring = z.object({ archived: flag });

/** `/automation/v4/actions/{appId}`: the definitions of an app's actions. */
export function definitionRoutes(app: App, sql: Sql): void {
  const url = `${ACTIONS}/:appId`;
  const one = `${url}/:definitionId`;

  const list = {
    summary: 'List the actions of an app',
    params: appParams,
    querystring: listing,
    response: { 200: pageOf(definitionAnswer) },
  };
  app.get(url, { config: reads, schema: list }, async (request) => {
    const { accountId } = request.caller;
    const { appId } = request.params;
    const { limit, after, archived } = request.query;
    await requireApp(sql, accountId, appId);
    const found = await listDefinitions(sql, accountId, { appId, archived, after, limit: limit + 1 });
    const { results, ...paging } = page(found, limit, ({ id }) => id, request);
    return { results: results.map(presentDefinition), ...paging };
  });

  const create = {
    summary: 'Define an action of an app',
    params: appParams,
    body: definitionCreate,
    response: { 201: definitionAnswer },
  };
  app.post(url, { config: writes, schema: create }, async ({ caller, params, body }, reply) =>
    reply.code(201).send(presentDefinition(await createDefinition(sql, caller, params.appId, body))),
  );

  const read = {
    summary: 'Read the definition of an action',
    params: definitionParams,
    querystring,
    response: { 200: definitionAnswer },
  };
  app.get(one, { config: reads, schema: read }, async ({ caller, params, query }) => {
    const { appId, definitionId } = params;
    const found = await requireAny(sql, caller.accountId, appId, definitionId);
    if ((found.archivedAt !== null) !== query.archived) throw definitionNotFound(appId, definitionId);
    return presentDefinition(found);
  });

  const patch = {
    summary: 'Change the definition of an action; each change makes a revision',
    params: definitionParams,
    body: definitionPatch,
    response: { 200: definitionAnswer },
  };
  app.patch(one, { config: writes, schema: patch }, async ({ caller, params, body }) =>
    presentDefinition(await patchDefinition(sql, caller, params.appId, params.definitionId, body)),
  );

  const remove = {
    summary: 'Archive the definition of an action',
    params: definitionParams,
    response: noContent,
  };
  app.delete(one, { config: writes, schema: remove }, async ({ caller, params }, reply) => {
    await deleteDefinition(sql, caller, params.appId, params.definitionId);
    return reply.code(204).send();
  });

  const needs = {
    summary: 'Read whether an action is told of the record',
    params: definitionParams,
    response: { 200: requiresObjectAnswer },
  };
  app.get(`${one}/requires-object`, { config: reads, schema: needs }, async ({ caller, params }) => {
    const { appId, definitionId } = params;
    const { requiresObject } = await requireDefinition(sql, caller.accountId, appId, definitionId);
    return { requiresObject };
  });

  const say = {
    summary: 'Say whether an action is told of the record',
    params: definitionParams,
    body: z.object({ requiresObject: z.boolean() }),
    response: noContent,
  };
  app.post(`${one}/requires-object`, { config: writes, schema: say }, async (request, reply) => {
    const { appId, definitionId } = request.params;
    await changeRequiresObject(sql, request.caller, appId, definitionId, request.body.requiresObject);
    return reply.code(204).send();
  });
}
