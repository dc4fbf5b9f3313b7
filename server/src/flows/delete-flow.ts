import type { Caller } from '../platform/index.ts';
import { flowNotFound } from './errors.ts';
import type { FlowService } from './flow-service.ts';
import { runHooks } from './hooks.ts';
import { lockFlow, markDeleted } from './queries/flows.ts';
import { storedDefinition } from './stored-definition.ts';

/** Deletes a flow; its revisions stay, so that it can come back. 404 for a flow that is not there. */
export function deleteFlow(service: FlowService, caller: Caller, flowId: string): Promise<void> {
  return service.store.writeFlows(caller.accountId, async (unit) => {
    const { tx, account } = unit;
    const flow = await lockFlow(tx, account.id, flowId);
    if (!flow) throw flowNotFound(flowId);
    await markDeleted(tx, account.id, flowId, account.now);
    const previous = storedDefinition(flowId, JSON.parse(flow.definition));
    await runHooks(service.hooks, unit, { flowId, revisionId: flow.revisionId, previous, next: null });
  });
}
