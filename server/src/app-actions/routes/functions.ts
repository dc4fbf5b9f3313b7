import { z } from 'zod';
import { type App, noContent, resultsOf, type Sql } from '../../platform/index.ts';
import { functionAnswer, functionIdentifierAnswer } from '../answers.ts';
import { requireDefinition } from '../change-definition.ts';
import { findFunction, putFunction, removeFunction } from '../change-functions.ts';
import { FUNCTION_TYPES, newFunction } from '../definition/definition-input.ts';
import { fieldName } from '../definition/texts.ts';
import { presentIdentifier } from '../present.ts';
import { ACTIONS, definitionParams, reads, writes } from './action-io.ts';

/** A function of no field has no id, and is stored under the empty one. */
const params = definitionParams.extend({
  functionType: z.enum(FUNCTION_TYPES),
  functionId: fieldName.optional().transform((id) => id ?? ''),
});

/** The code itself, as `text/plain`; also as a text of JSON. */
const source = newFunction.shape.functionSource;

/** `…/{definitionId}/functions`: code around the call of an action, and around fetching its options. */
export function functionRoutes(root: App, sql: Sql): void {
  const url = `${ACTIONS}/:appId/:definitionId/functions`;

  const list = {
    summary: 'List the functions of an action',
    params: definitionParams,
    response: { 200: resultsOf(functionIdentifierAnswer) },
  };
  root.get(url, { config: reads, schema: list }, async ({ caller, params }) => {
    const { appId, definitionId } = params;
    const { functions } = await requireDefinition(sql, caller.accountId, appId, definitionId);
    return { results: functions.map(presentIdentifier) };
  });

  // In a room of its own: nothing else here takes plain text.
  void root.register(async (inner) => {
    const app = inner as unknown as App;
    app.addContentTypeParser('text/plain', { parseAs: 'string' }, (_, body, done) => done(null, body));
    functionRoutesAt(app, sql, `${url}/:functionType`);
    functionRoutesAt(app, sql, `${url}/:functionType/:functionId`);
  });
}

/** Read, store and delete the function at a path. */
function functionRoutesAt(app: App, sql: Sql, url: string): void {
  const read = { summary: 'Read a function of an action', params, response: { 200: functionAnswer } };
  app.get(url, { config: reads, schema: read }, async ({ caller, params }) => {
    const found = await findFunction(sql, caller, params, params);
    return { ...presentIdentifier(found), functionSource: found.source };
  });

  const put = {
    summary: 'Store a function of an action',
    params,
    body: source,
    response: { 200: functionIdentifierAnswer },
  };
  app.put(url, { config: writes, schema: put }, async ({ caller, params, body }) => {
    const { functionType, functionId } = params;
    await putFunction(sql, caller, params, { functionType, functionId, source: body });
    return presentIdentifier(params);
  });

  const remove = { summary: 'Delete a function of an action', params, response: noContent };
  app.delete(url, { config: writes, schema: remove }, async ({ caller, params }, reply) => {
    await removeFunction(sql, caller, params, params);
    return reply.code(204).send();
  });
}
