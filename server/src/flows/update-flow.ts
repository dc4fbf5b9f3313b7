import { checkFlow, definitionAfter, parseFlowForUpdate } from '@millrace/core/flow';
import type { Caller } from '../platform/index.ts';
import { nextActionId } from './action-ids.ts';
import { type FlowBody, storedText } from './body.ts';
import { flowNotFound, flowRefused, staleRevision } from './errors.ts';
import type { FlowService } from './flow-service.ts';
import { runHooks } from './hooks.ts';
import { type FlowWithText, insertRevision, lockFlow } from './queries/flows.ts';
import { storedDefinition } from './stored-definition.ts';
import { touchedProperties } from './touched-properties.ts';

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
    const { tx, account } = unit;
    const flow = await lockFlow(tx, account.id, flowId);
    if (!flow) throw flowNotFound(flowId);
    if (flow.revisionId !== update.revisionId)
      throw staleRevision(flowId, update.revisionId, flow.revisionId);
    const current = JSON.parse(flow.definition) as FlowBody;
    const previous = storedDefinition(flowId, current);
    const next = definitionAfter(update, previous);
    const problems = checkFlow(next, { definition: previous, earlierActionIds: new Set(flow.usedActionIds) });
    if (problems.length > 0) throw flowRefused('update', problems);
    const usedActionIds = [
      ...new Set([...flow.usedActionIds, ...next.actions.map(({ actionId }) => actionId)]),
    ];
    const definition = storedText(body, next.type, current);
    const saved = await insertRevision(tx, account.id, account.now, flowId, {
      name: next.name ?? null,
      uuid: next.uuid ?? null,
      isEnabled: next.isEnabled,
      nextActionId: nextActionId(usedActionIds, [flow.nextActionId, body['nextAvailableActionId']]),
      usedActionIds,
      touchedProperties: touchedProperties(next),
      definition,
    });
    await runHooks(service.hooks, unit, { flowId, revisionId: saved.revisionId, previous, next });
    return { ...saved, definition };
  });
}
