import { type AppliesTo, checkFlow, definitionAfter, parseFlowForUpdate } from '@millrace/core/flow';
import type { Caller } from '../platform/index.ts';
import { type FlowInput, keptText, leavesOut, storedText, wishedActionId } from './body.ts';
import { flowRefused, staleRevision } from './errors.ts';
import type { FlowService } from './flow-service.ts';
import { openFlow } from './open-flow.ts';
import type { FlowWithText } from './queries/flow-row.ts';
import { saveRevision } from './save-revision.ts';
import { storedDefinition } from './stored-definition.ts';

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
  const parsed = parseFlowForUpdate(input.value);
  if (!parsed.ok) throw flowRefused('update', parsed.problems);
  const update = parsed.value;
  return service.store.writeFlows(caller.accountId, async (unit) => {
    const flow = await openFlow(unit, caller, flowId);
    if (flow.revisionId !== update.revisionId)
      throw staleRevision(flowId, update.revisionId, flow.revisionId);
    const previous = storedDefinition(flowId, JSON.parse(flow.definition));
    const next = definitionAfter(update, previous);
    const problems = checkFlow(next, { definition: previous, earlierActionIds: new Set(flow.usedActionIds) });
    if (problems.length > 0) throw flowRefused('update', problems);
    return saveRevision(service.hooks, unit, caller, flow, {
      save: { kind: 'saved' },
      previous,
      next,
      definition: storedText(keptText(input, parsed), next.type, flow.definition),
      nextAvailableActionId: wishedActionId(input),
      actionsLeftOut: leavesOut(input, 'actions'),
      appliesTo,
    });
  });
}
