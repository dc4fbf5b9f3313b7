import { z } from 'zod';
import { ACTION_TYPES } from '../../actions/index.ts';
import { createFlow, deleteFlow, type FlowService, inputOf } from '../../flows/index.ts';
import { type App, invalid } from '../../platform/index.ts';
import { summaryOf, workflowOf } from '../present-workflow.ts';
import { countContacts } from '../queries.ts';
import { flowIdOf, readWorkflow, readWorkflows, type Workflow } from '../read-workflows.ts';
import { flowOfWorkflow } from '../workflow-body.ts';
import { config, pathNumber } from './workflow-io.ts';

const params = z.object({ workflowId: z.string() });
const flag = z.enum(['true', 'false']).optional();
const querystring = z.object({ errors: flag, stats: flag });

/** `/automation/v3/workflows`: list, read, create, delete. There is no update, as in the original. */
export function workflowRoutes(app: App, flows: FlowService): void {
  const url = '/automation/v3/workflows';
  const { sql } = flows.store;

  app.get(url, { config }, async (request) => ({
    workflows: (await readWorkflows(sql, request.caller)).map(summaryOf),
  }));

  app.post(url, { config, schema: { querystring } }, async (request) => {
    const { caller, query } = request;
    const body = flowOfWorkflow(request.body);
    if (!body.ok) throw invalid(body.problems);
    const made = await createFlow(flows, caller, inputOf(body.value));
    const { legacyId } = made;
    const fresh = await readWorkflow(sql, caller, String(legacyId));
    return { ...workflowOf(fresh, caller.accountId), ...(query.errors === 'true' ? errorsOf(fresh) : {}) };
  });

  app.get(`${url}/:workflowId`, { config, schema: { params, querystring } }, async (request) => {
    const { caller, query } = request;
    const workflowId = pathNumber('workflowId', request.params.workflowId);
    const found = await readWorkflow(sql, caller, workflowId);
    return {
      ...workflowOf(found, caller.accountId),
      ...(query.errors === 'true' ? errorsOf(found) : {}),
      ...(query.stats === 'true'
        ? { contactCounts: await countContacts(sql, caller.accountId, found.flow.id) }
        : {}),
    };
  });

  app.delete(`${url}/:workflowId`, { config, schema: { params } }, async (request, reply) => {
    const workflowId = pathNumber('workflowId', request.params.workflowId);
    await deleteFlow(flows, request.caller, await flowIdOf(sql, request.caller, workflowId));
    return reply.code(204).send();
  });
}

const runnable = new Set(ACTION_TYPES.map(({ id }) => id));

/** What will not run as it stands: actions that are skipped here. The advice on a flow is at its lint. */
function errorsOf({ definition }: Workflow) {
  const errors = definition.actions.flatMap((action) => {
    const typeId = action.type === 'SINGLE_CONNECTION' ? action.actionTypeId : action.type;
    if (runnable.has(typeId)) return [];
    return [{ actionId: action.actionId, message: `Actions of the type ${typeId} are skipped here.` }];
  });
  return { errors };
}
