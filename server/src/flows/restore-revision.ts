import type { AppliesTo } from '@millrace/core/flow';
import type { Caller } from '../platform/index.ts';
import { revisionNotFound } from './errors.ts';
import type { FlowService } from './flow-service.ts';
import { openFlow } from './open-flow.ts';
import type { FlowWithText } from './queries/flow-row.ts';
import { selectRevision } from './queries/revisions.ts';
import { saveRevision } from './save-revision.ts';
import { storedDefinition } from './stored-definition.ts';

/**
 * Makes a new revision that says what an earlier one said, its switch included. Action ids come back with the very
 * actions that they belonged to, so none is used for another.
 */
export function restoreRevision(
  service: FlowService,
  caller: Caller,
  flowId: string,
  revisionId: string,
  appliesTo?: AppliesTo,
): Promise<FlowWithText> {
  return service.store.writeFlows(caller.accountId, async (unit) => {
    const flow = await openFlow(unit, caller, flowId);
    const revision = await selectRevision(unit.tx, unit.account.id, flow.id, revisionId);
    if (!revision) throw revisionNotFound(flow.id, revisionId);
    return saveRevision(service.hooks, unit, caller, flow, {
      save: { kind: 'restored', from: revisionId },
      previous: storedDefinition(flow.id, JSON.parse(flow.definition)),
      next: storedDefinition(flow.id, JSON.parse(revision.definition)),
      definition: revision.definition,
      appliesTo,
    });
  });
}
