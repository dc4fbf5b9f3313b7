import { type AppActions, actionTypeOf, runsHere } from '@millrace/core/flow';
import { z } from 'zod';
import type { SecretBox } from '../../accounts/index.ts';
import { loadCurrentAppActions } from '../../app-actions/index.ts';
import { createFlow, deleteFlow, type FlowService, inputOf } from '../../flows/index.ts';
import { countPassages } from '../../passages/index.ts';
import { type App, type Caller, flag, invalid, noContent, warnOfId } from '../../platform/index.ts';
import { checkedWorkflowAnswer, workflowsAnswer } from '../answers.ts';
import { gatherSecrets } from '../keep-secrets.ts';
import { summaryOf, workflowOf } from '../present-workflow.ts';
import { flowIdOf, readWorkflow, readWorkflows, type Workflow } from '../read-workflows.ts';
import { flowOfWorkflow } from '../workflow-body.ts';
import { config, pathNumber } from './workflow-io.ts';

const params = z.object({ workflowId: z.string() });
/** What `stats` adds is there anyway. */
const querystring = z.object({ errors: flag, stats: flag });

/** `/automation/v3/workflows`: list, read, create, delete. There is no update, as in the original. */
export function workflowRoutes(app: App, flows: FlowService, secrets: SecretBox): void {
  const url = '/automation/v3/workflows';
  const { sql } = flows.store;

  const list = { summary: 'List workflows over contacts', response: { 200: workflowsAnswer } };
  app.get(url, { config, schema: list }, async ({ caller }) => {
    const found = await readWorkflows(sql, caller);
    const counts = await countPassages(
      sql,
      caller.accountId,
      found.map(({ flow }) => flow.id),
    );
    return {
      workflows: found.map((each) => summaryOf(each, caller.accountId, counts.get(each.flow.id))),
    };
  });

  const create = {
    summary: 'Make a workflow of simple actions',
    querystring,
    response: { 200: checkedWorkflowAnswer },
  };
  app.post(url, { config, schema: create }, async ({ caller, query, body }, reply) => {
    const { keepSecret, hook } = gatherSecrets(secrets, caller);
    const flow = flowOfWorkflow(body, keepSecret);
    if (!flow.ok) throw invalid(flow.problems);
    const keeping = { ...flows, hooks: [...flows.hooks, hook] };
    const { legacyId } = await createFlow(keeping, caller, inputOf(flow.value));
    warnOfId(reply, body, String(legacyId));
    return answer(await readWorkflow(sql, caller, String(legacyId)), caller, query);
  });

  const read = { summary: 'Read a workflow', params, querystring, response: { 200: checkedWorkflowAnswer } };
  app.get(`${url}/:workflowId`, { config, schema: read }, async ({ caller, params, query }) => {
    const workflowId = pathNumber('workflowId', params.workflowId);
    return answer(await readWorkflow(sql, caller, workflowId), caller, query);
  });

  const remove = { summary: 'Delete a workflow', params, response: noContent };
  app.delete(`${url}/:workflowId`, { config, schema: remove }, async (request, reply) => {
    const workflowId = pathNumber('workflowId', request.params.workflowId);
    await deleteFlow(flows, request.caller, await flowIdOf(sql, request.caller, workflowId));
    return reply.code(204).send();
  });

  async function answer(found: Workflow, { accountId }: Caller, { errors }: z.infer<typeof querystring>) {
    const counts = await countPassages(sql, accountId, [found.flow.id]);
    const shown = workflowOf(found, accountId, counts.get(found.flow.id));
    return errors ? { ...shown, ...errorsOf(found, await loadCurrentAppActions(sql, accountId)) } : shown;
  }
}

/** What will not run as it stands: actions that are skipped here. The advice on a flow is at its lint. */
function errorsOf({ definition }: Workflow, appActions: AppActions) {
  const errors = definition.actions.flatMap((action) => {
    const type = actionTypeOf(action, appActions);
    if (runsHere(type)) return [];
    return [{ actionId: action.actionId, message: `Actions of the type ${type.id} are skipped here.` }];
  });
  return { errors };
}
