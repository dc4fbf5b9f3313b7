import { noteAudit } from '../audit/index.ts';
import type { Caller } from '../platform/index.ts';
import { flowEntry } from './audited.ts';
import type { FlowService } from './flow-service.ts';
import { runHooks } from './hooks.ts';
import { openFlow } from './open-flow.ts';
import type { FlowWithText } from './queries/flow-row.ts';
import { setDeletedAt } from './queries/save.ts';
import { storedDefinition } from './stored-definition.ts';

/** Brings a deleted flow back at its last revision. 404 when there is none to bring back, 403 when it is closed to the caller. */
export function undeleteFlow(service: FlowService, caller: Caller, flowId: string): Promise<FlowWithText> {
  return service.store.writeFlows(caller.accountId, async (unit) => {
    const flow = await openFlow(unit, caller, flowId, 'deleted');
    await setDeletedAt(unit.tx, unit.account.id, flow.id, null);
    const { revisionId, isEnabled } = flow;
    await noteAudit(
      unit,
      caller,
      flowEntry('FLOW_UNDELETED', flow, 'Brought back', { revisionId, isEnabled }),
    );
    const next = storedDefinition(flow.id, JSON.parse(flow.definition));
    await runHooks(service.hooks, unit, {
      flowId: flow.id,
      revisionId: flow.revisionId,
      previous: null,
      next,
    });
    return flow;
  });
}
