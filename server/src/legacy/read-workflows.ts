import type { FlowDefinition } from '@millrace/core/flow';
import { quote } from '@millrace/core/problem';
import {
  readFlow,
  readFlows,
  selectFlowId,
  selectLegacyFlowIds,
  selectLegacyId,
  storedDefinition,
} from '../flows/index.ts';
import { selectFlowsOf } from '../passages/index.ts';
import { type Caller, type Db, notFound, type Sql } from '../platform/index.ts';

/** A flow under its legacy id. */
export interface Workflow {
  readonly legacyId: number;
  readonly flow: Awaited<ReturnType<typeof readFlow>>;
  readonly definition: FlowDefinition;
}

/** The id of the flow that the older API knows by this id. 404 when there is none. */
export async function flowIdOf(db: Db, caller: Caller, workflowId: string): Promise<string> {
  const flowId = await selectFlowId(db, caller.accountId, workflowId);
  if (flowId === undefined) throw await noWorkflow(db, caller, workflowId);
  return flowId;
}

/** Flows have another id in newer versions, which is easily taken for the one that is asked here. */
async function noWorkflow(db: Db, caller: Caller, workflowId: string) {
  const legacyId = await selectLegacyId(db, caller.accountId, workflowId);
  const meant =
    legacyId === undefined ? '' : ` This API takes legacy ids: flow ${workflowId} is workflow ${legacyId}.`;
  return notFound(`There is no workflow with the id ${quote(workflowId)}.${meant}`);
}

/** One workflow. 404 when it is not there, 403 when it is closed to the caller. */
export async function readWorkflow(db: Db, caller: Caller, workflowId: string): Promise<Workflow> {
  return workflow(await readFlow(db, caller, await flowIdOf(db, caller, workflowId)));
}

/** All workflows that are open to the caller, or those that a contact is inside of, in the order of their ids. */
export async function readWorkflows(sql: Sql, caller: Caller, contactId?: string): Promise<Workflow[]> {
  const inside = contactId === undefined ? undefined : await selectFlowsOf(sql, caller.accountId, contactId);
  const flowIds = await selectLegacyFlowIds(sql, caller.accountId, inside);
  const flows = await readFlows(sql, caller, flowIds);
  return flowIds.flatMap((flowId) => {
    const flow = flows.get(flowId);
    return flow ? [workflow(flow)] : [];
  });
}

/** The definition is parsed when it is asked for: a listing looks at many and asks for none. */
function workflow(flow: Workflow['flow']): Workflow {
  let definition: FlowDefinition | undefined;
  return {
    legacyId: flow.legacyId ?? 0,
    flow,
    get definition() {
      definition ??= storedDefinition(flow.id, JSON.parse(flow.definition));
      return definition;
    },
  };
}
