import { type PoliciesDocument, policyProblems } from '@millrace/core/flow';
import { noteAudit } from '../audit/index.ts';
import { authorOf, type Caller, conflict, invalid } from '../platform/index.ts';
import { flowEntry } from './audited.ts';
import type { FlowService } from './flow-service.ts';
import { openFlow } from './open-flow.ts';
import { type SavedPolicies, selectPolicies, upsertPolicies } from './queries/policies.ts';
import { storedDefinition } from './stored-definition.ts';

/**
 * Replaces the policies of a flow, null for none. Alone in its account, as a save of the flow is: no batch runs under half of them. 404
 * without the flow, 409 when the caller has seen another version, 400 for actions that the flow does not have.
 */
export function savePolicies(
  service: FlowService,
  caller: Caller,
  flowId: string,
  next: PoliciesDocument | null,
  seenVersion: number | undefined,
): Promise<SavedPolicies> {
  return service.store.writeFlows(caller.accountId, async (unit) => {
    const { tx, account } = unit;
    const saved = await openFlow(unit, caller, flowId);
    const flow = storedDefinition(saved.id, JSON.parse(saved.definition));
    const before = await selectPolicies(tx, account.id, saved.id);
    if (seenVersion !== undefined && seenVersion !== before.version) throw stale(seenVersion, before.version);
    const problems = next ? policyProblems(next, flow) : [];
    if (problems.length > 0) throw invalid(problems);
    await upsertPolicies(unit, saved.id, next, authorOf(caller));
    const deed = next === null ? 'POLICIES_DELETED' : 'POLICIES_SAVED';
    const did = next === null ? 'Deleted the policies of' : 'Saved the policies of';
    await noteAudit(unit, caller, flowEntry(deed, saved, did, { before: before.document, after: next }));
    const changed = { flowId: saved.id, flow, previous: before.document, next };
    for (const hook of service.policiesHooks) await hook(unit, changed);
    return selectPolicies(tx, account.id, saved.id);
  });
}

function stale(seen: number, current: number) {
  return conflict(
    `version is ${seen}, but the policies are at version ${current}: they were saved in between. Read them again, and send your change to what you read.`,
  );
}
