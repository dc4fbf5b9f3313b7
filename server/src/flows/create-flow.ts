import { CONTACT, checkFlow, parseFlowForCreate } from '@millrace/core/flow';
import { loadSchema } from '../crm/index.ts';
import type { Caller } from '../platform/index.ts';
import { requireAccess } from './access.ts';
import { nextActionId } from './action-ids.ts';
import { type FlowInput, storedText, wishedActionId } from './body.ts';
import { flowRefused } from './errors.ts';
import type { FlowService } from './flow-service.ts';
import { runHooks } from './hooks.ts';
import type { FlowWithText } from './queries/flow-row.ts';
import { insertFlow } from './queries/save.ts';
import { touchedProperties } from './touched-properties.ts';

/** Makes a flow of a body as a client sends it. 400 when it cannot be one. */
export async function createFlow(
  service: FlowService,
  caller: Caller,
  input: FlowInput,
): Promise<FlowWithText> {
  const parsed = parseFlowForCreate(input.value);
  if (!parsed.ok) throw flowRefused('creation', parsed.problems);
  const next = parsed.value;
  const problems = checkFlow(next);
  if (problems.length > 0) throw flowRefused('creation', problems);
  const usedActionIds = next.actions.map(({ actionId }) => actionId);
  const definition = storedText(input.text, next.type);
  // Nobody gets into a flow that is off, so making one holds up nobody.
  const write = next.isEnabled ? 'writeFlows' : 'write';
  return service.store[write](caller.accountId, async (unit) => {
    const { tx, account } = unit;
    const schema = await loadSchema(tx, account.id, account.schemaVersion);
    const { objectTypeId, flowType } = next;
    const touched = touchedProperties(next, schema);
    requireAccess(schema, caller, { objectTypeId, touchedProperties: touched }, 'write');
    const fixed = { objectTypeId, flowType, hasLegacyId: objectTypeId === CONTACT };
    const flow = await insertFlow(tx, account.id, account.now, fixed, {
      name: next.name ?? null,
      uuid: next.uuid ?? null,
      isEnabled: next.isEnabled,
      nextActionId: nextActionId(usedActionIds, [wishedActionId(input)]),
      usedActionIds,
      touchedProperties: touched,
      definition,
    });
    await runHooks(service.hooks, unit, {
      flowId: flow.id,
      revisionId: flow.revisionId,
      previous: null,
      next,
    });
    return { ...flow, definition };
  });
}
