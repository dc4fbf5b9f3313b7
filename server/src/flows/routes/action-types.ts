import { z } from 'zod';
import { readAccount } from '../../accounts/index.ts';
import { loadAppActions } from '../../app-actions/index.ts';
import { type App, resultsOf } from '../../platform/index.ts';
import { loadSchema } from '../../schema/index.ts';
import { actionTypeDefinitions, appActionTypeDefinitions } from '../action-types/index.ts';
import { actionTypeAnswer } from '../answers.ts';
import type { FlowService } from '../flow-service.ts';
import { config } from './flow-io.ts';

const querystring = z.object({ objectTypeId: z.string().optional() });

/** `{base}/action-types`: the actions that flows of an object type, or any flows, can be made of. */
export function actionTypeRoutes(app: App, base: string, { store }: FlowService): void {
  const list = {
    summary: 'List the types of actions',
    querystring,
    response: { 200: resultsOf(actionTypeAnswer) },
  };
  app.get(`${base}/action-types`, { config, schema: list }, async (request) => {
    const { sql } = store;
    const { id, schemaVersion } = await readAccount(sql, request.caller.accountId);
    const schema = await loadSchema(sql, id, schemaVersion);
    const appActions = await loadAppActions(sql, id, schemaVersion, schema);
    const { objectTypeId } = request.query;
    const objectTypeIds = schema.objectTypes.map((type) => type.id);
    const all = [
      // An adapter takes over a type that is only left to somebody.
      ...actionTypeDefinitions(objectTypeIds).filter((type) => !appActions.has(type.actionTypeId)),
      ...appActionTypeDefinitions(appActions, objectTypeIds),
    ];
    const wanted = (ids: readonly string[]) => objectTypeId === undefined || ids.includes(objectTypeId);
    return { results: all.filter((definition) => wanted(definition.objectTypeIds)) };
  });
}
