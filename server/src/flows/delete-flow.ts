import { noteAudit } from '../audit/index.ts';
import type { Caller } from '../platform/index.ts';
import { flowEntry } from './audited.ts';
import type { FlowService } from './flow-service.ts';
import { runHooks } from './hooks.ts';
import { openFlow } from './open-flow.ts';
import { setDeletedAt } from './queries/save.ts';
import { storedDefinition } from './stored-definition.ts';

/** Deletes a flow; its revisions stay, so that it can come back. 404 when it is not there, 403 when it is closed to the caller. */
export function deleteFlow(service: FlowService, caller: Caller, flowId: string): Promise<void> {
  return service.store.writeFlows(caller.accountId, async (unit) => {
    const flow = await openFlow(unit, caller, flowId);
    await setDeletedAt(unit.tx, unit.account.id, flow.id, unit.account.now);
    const { revisionId, isEnabled } = flow;
    await noteAudit(unit, caller, flowEntry('FLOW_DELETED', flow, 'Deleted', { revisionId, isEnabled }));
    const previous = storedDefinition(flow.id, JSON.parse(flow.definition));
    await runHooks(service.hooks, unit, {
      flowId: flow.id,
      revisionId: flow.revisionId,
      previous,
      next: null,
    });
  });
}
