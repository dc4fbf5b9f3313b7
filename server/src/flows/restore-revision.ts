import type { AppliesTo } from '@millrace/core/flow';
import type { Caller } from '../platform/index.ts';
import { revisionNotFound, staleRevision } from './errors.ts';
import type { FlowService } from './flow-service.ts';
import { openFlow } from './open-flow.ts';
import type { FlowWithText } from './queries/flow-row.ts';
import { selectRevision } from './queries/revisions.ts';
import { saveRevision } from './save-revision.ts';
import { storedDefinition } from './stored-definition.ts';

export interface RestoreOptions {
  readonly appliesTo?: AppliesTo | undefined;
  /** The revision that the caller takes for the current one: when another came meanwhile, nothing is restored. */
  readonly currentRevisionId?: string | undefined;
}

/**
 * Makes a new revision that says what an earlier one said, its switch included. Action ids come back with the very
 * actions that they belonged to, so none is used for another.
 */
export function restoreRevision(
  service: FlowService,
  caller: Caller,
  flowId: string,
  revisionId: string,
  { appliesTo, currentRevisionId }: RestoreOptions = {},
): Promise<FlowWithText> {
  return service.store.writeFlows(caller.accountId, async (unit) => {
    const flow = await openFlow(unit, caller, flowId);
    if (currentRevisionId !== undefined && currentRevisionId !== flow.revisionId)
      throw staleRevision(flow.id, currentRevisionId, flow.revisionId);
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
