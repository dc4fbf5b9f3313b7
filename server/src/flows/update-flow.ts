import type { AppliesTo } from '@millrace/core/flow';
import type { Caller } from '../platform/index.ts';
import { type FlowInput, leavesOut, wishedActionId } from './body.ts';
import type { FlowService } from './flow-service.ts';
import { openFlow } from './open-flow.ts';
import { readEdit } from './proposed-edit.ts';
import type { FlowWithText } from './queries/flow-row.ts';
import { saveRevision } from './save-revision.ts';

/**
 * Replaces a flow by a body as a client sends it, if the client saw the current revision. 404 for a flow that is not
 * there, 400 for a stale revision, a body that cannot become this flow, or one that says nothing of actions under which
 * people stand.
 */
export async function updateFlow(
  service: FlowService,
  caller: Caller,
  flowId: string,
  input: FlowInput,
  appliesTo?: AppliesTo,
): Promise<FlowWithText> {
  const editOf = readEdit(input);
  return service.store.writeFlows(caller.accountId, async (unit) => {
    const flow = await openFlow(unit, caller, flowId);
    return saveRevision(service.hooks, unit, caller, flow, {
      ...editOf(flow),
      save: { kind: 'saved' },
      nextAvailableActionId: wishedActionId(input),
      actionsLeftOut: leavesOut(input, 'actions'),
      appliesTo,
    });
  });
}
