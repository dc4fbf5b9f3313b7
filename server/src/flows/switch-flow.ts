import type { Caller } from '../platform/index.ts';
import { switchedText } from './body.ts';
import type { FlowService } from './flow-service.ts';
import { openFlow } from './open-flow.ts';
import type { FlowWithText } from './queries/flow-row.ts';
import { saveRevision } from './save-revision.ts';
import { storedDefinition } from './stored-definition.ts';

/**
 * Turns a flow on or off and leaves the rest of it as it is: a new revision, or none when it stands so already. Off, it lets
 * no record in, and enrollments inside go on through delays and branches while other actions are skipped.
 */
export function switchFlow(
  service: FlowService,
  caller: Caller,
  flowId: string,
  isEnabled: boolean,
): Promise<FlowWithText> {
  return service.store.writeFlows(caller.accountId, async (unit) => {
    const flow = await openFlow(unit, caller, flowId);
    if (flow.isEnabled === isEnabled) return flow;
    const definition = switchedText(flow.definition, isEnabled);
    return saveRevision(service.hooks, unit, caller, flow, {
      save: { kind: 'switched' },
      previous: storedDefinition(flowId, JSON.parse(flow.definition)),
      next: storedDefinition(flowId, JSON.parse(definition)),
      definition,
    });
  });
}
