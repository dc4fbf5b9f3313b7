import { checkFlow, definitionAfter, parseFlowForUpdate } from '@millrace/core/flow';
import type { Caller } from '../platform/index.ts';
import { type FlowBody, storedText } from './body.ts';
import { flowRefused, staleRevision } from './errors.ts';
import type { FlowService } from './flow-service.ts';
import { openFlow } from './open-flow.ts';
import type { FlowWithText } from './queries/flows.ts';
import { saveRevision } from './save-revision.ts';
import { storedDefinition } from './stored-definition.ts';

/**
 * Replaces a flow by a body as a client sends it, if the client saw the current revision. 404 for a flow that is not
 * there, 400 for a stale revision or a body that cannot become this flow.
 */
export async function updateFlow(
  service: FlowService,
  caller: Caller,
  flowId: string,
  input: unknown,
): Promise<FlowWithText> {
  const parsed = parseFlowForUpdate(input);
  if (!parsed.ok) throw flowRefused('update', parsed.problems);
  const update = parsed.value;
  const body = input as FlowBody;
  return service.store.writeFlows(caller.accountId, async (unit) => {
    const flow = await openFlow(unit, caller, flowId);
    if (flow.revisionId !== update.revisionId)
      throw staleRevision(flowId, update.revisionId, flow.revisionId);
    const current = JSON.parse(flow.definition) as FlowBody;
    const previous = storedDefinition(flowId, current);
    const next = definitionAfter(update, previous);
    const problems = checkFlow(next, { definition: previous, earlierActionIds: new Set(flow.usedActionIds) });
    if (problems.length > 0) throw flowRefused('update', problems);
    return saveRevision(service.hooks, unit, caller, flow, {
      previous,
      next,
      definition: storedText(body, next.type, current),
      nextAvailableActionId: body['nextAvailableActionId'],
    });
  });
}
