import { CONTACT } from '@millrace/core/crm';
import { checkFlow, type FlowDefinition, parseFlowForCreate } from '@millrace/core/flow';
import { noteAudit } from '../audit/index.ts';
import type { Unit } from '../history/index.ts';
import { authorOf, type Caller } from '../platform/index.ts';
import { requireAccess } from './access.ts';
import { nextActionId } from './action-ids.ts';
import { madeFlow } from './audited.ts';
import { type FlowInput, keptText, storedText, wishedActionId } from './body.ts';
import { flowRefused } from './errors.ts';
import type { FlowService } from './flow-service.ts';
import { runHooks } from './hooks.ts';
import type { FlowWithText } from './queries/flow-row.ts';
import { insertFlow } from './queries/save.ts';
import { touchedProperties } from './touched-properties.ts';

/** A flow that may be made, as far as its body tells. */
export interface Draft {
  readonly next: FlowDefinition;
  /** As it is stored and answered. */
  readonly definition: string;
  readonly wishedActionId: unknown;
}

/** Makes a flow of a body as a client sends it. 400 when it cannot be one. */
export async function createFlow(
  service: FlowService,
  caller: Caller,
  input: FlowInput,
): Promise<FlowWithText> {
  return createDraft(service, caller, draftOf(input));
}

/** 403 when it would touch a property that is closed to the caller. */
export function createDraft(service: FlowService, caller: Caller, draft: Draft): Promise<FlowWithText> {
  // No record enters a flow that is off, so its creation holds up no writer.
  const write = draft.next.isEnabled ? 'writeFlows' : 'write';
  return service.store[write](caller.accountId, async (unit) => {
    const touched = await touchedByCaller(unit, caller, draft);
    return insertDraft(service, unit, caller, draft, touched);
  });
}

export function draftOf(input: FlowInput): Draft {
  const parsed = parseFlowForCreate(input.value);
  if (!parsed.ok) throw flowRefused('creation', parsed.problems);
  const next = parsed.value;
  const problems = checkFlow(next);
  if (problems.length > 0) throw flowRefused('creation', problems);
  const definition = storedText(keptText(input, parsed), next.type);
  return { next, definition, wishedActionId: wishedActionId(input) };
}

/** The properties that the flow would touch; 403 when one is closed to the caller. Writes nothing. */
export async function touchedByCaller(
  { schema }: Unit,
  caller: Caller,
  { next }: Draft,
): Promise<readonly string[]> {
  const touched = touchedProperties(next, schema);
  requireAccess(schema, caller, { objectTypeId: next.objectTypeId, touchedProperties: touched }, 'write');
  return touched;
}

export async function insertDraft(
  { hooks }: FlowService,
  unit: Unit,
  caller: Caller,
  { next, definition, wishedActionId: wished }: Draft,
  touched: readonly string[],
): Promise<FlowWithText> {
  const { tx, account } = unit;
  const { objectTypeId, flowType } = next;
  const fixed = { objectTypeId, flowType, hasLegacyId: objectTypeId === CONTACT };
  const usedActionIds = next.actions.map(({ actionId }) => actionId);
  const flow = await insertFlow(tx, account.id, account.now, fixed, {
    name: next.name ?? null,
    uuid: next.uuid ?? null,
    isEnabled: next.isEnabled,
    nextActionId: nextActionId(usedActionIds, [wished]),
    usedActionIds,
    touchedProperties: touched,
    definition,
    savedBy: authorOf(caller),
  });
  await noteAudit(unit, caller, ...madeFlow(flow));
  await runHooks(hooks, unit, { flowId: flow.id, revisionId: flow.revisionId, previous: null, next });
  return { ...flow, definition };
}
