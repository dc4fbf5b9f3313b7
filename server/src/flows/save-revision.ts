import type { AppliesTo, FlowDefinition } from '@millrace/core/flow';
import { noteAudit } from '../audit/index.ts';
import type { Unit } from '../history/index.ts';
import { authorOf, type Caller } from '../platform/index.ts';
import { requireAccess } from './access.ts';
import { nextActionId } from './action-ids.ts';
import { type Save, savedFlow } from './audited.ts';
import { type FlowHook, runHooks } from './hooks.ts';
import type { FlowWithText, LockedFlow } from './queries/flow-row.ts';
import { selectPolicies } from './queries/policies.ts';
import { insertRevision } from './queries/save.ts';
import { touchedProperties } from './touched-properties.ts';

/** The next current revision of a flow. */
export interface NextRevision {
  readonly previous: FlowDefinition;
  readonly next: FlowDefinition;
  readonly save: Save;
  /** `next` as it is stored and answered. */
  readonly definition: string;
  /** The number from which the client counts action ids, when the body has it. */
  readonly nextAvailableActionId?: unknown;
  readonly actionsLeftOut?: boolean;
  /** Whose passages it changes; as the flow's policies say when undefined. */
  readonly appliesTo?: AppliesTo | undefined;
}

/** Makes a locked flow's next revision. 403 when it touches, or did, what is closed to the caller. */
export async function saveRevision(
  hooks: readonly FlowHook[],
  unit: Unit,
  caller: Caller,
  flow: LockedFlow,
  revision: NextRevision,
): Promise<FlowWithText> {
  const { tx, account, schema } = unit;
  const { previous, next, definition } = revision;
  const touched = touchedProperties(next, schema);
  const before = { ...flow, touchedProperties: [...flow.touchedProperties, ...touched] };
  requireAccess(schema, caller, before, 'write');
  const usedActionIds = [...flow.usedActionIds, ...next.actions.map(({ actionId }) => actionId)];
  const saved = await insertRevision(tx, account.id, account.now, flow.id, {
    name: next.name ?? null,
    uuid: next.uuid ?? null,
    isEnabled: next.isEnabled,
    nextActionId: nextActionId(usedActionIds, [flow.nextActionId, revision.nextAvailableActionId]),
    usedActionIds: [...new Set(usedActionIds)],
    touchedProperties: touched,
    definition,
    savedBy: authorOf(caller),
    restoredFrom: revision.save.kind === 'restored' ? revision.save.from : null,
  });
  await noteAudit(unit, caller, ...savedFlow(flow, saved, revision.save));
  const { actionsLeftOut = false } = revision;
  const appliesTo = await appliesToOf(unit, flow.id, revision.appliesTo);
  await runHooks(hooks, unit, {
    flowId: flow.id,
    revisionId: saved.revisionId,
    previous,
    next,
    actionsLeftOut,
    edit: { replaces: flow.revisionId, appliesTo },
  });
  return { ...saved, definition };
}

/** Whom a save is for: as it says, else as the policies of the flow do. */
export async function appliesToOf(
  { tx, account }: Unit,
  flowId: string,
  wished: AppliesTo | undefined,
): Promise<AppliesTo> {
  if (wished) return wished;
  const { document } = await selectPolicies(tx, account.id, flowId);
  return document?.editsApplyTo ?? 'EVERYBODY';
}
