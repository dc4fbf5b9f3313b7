import { checkFlow, definitionAfter, type FlowDefinition, parseFlowForUpdate } from '@millrace/core/flow';
import { type FlowInput, keptText, storedText } from './body.ts';
import { flowRefused, staleRevision } from './errors.ts';
import type { LockedFlow } from './queries/flow-row.ts';
import { storedDefinition } from './stored-definition.ts';

/** What a body would make of a flow. */
export interface ProposedEdit {
  readonly previous: FlowDefinition;
  readonly next: FlowDefinition;
  /** `next` as it would be stored. */
  readonly definition: string;
}

/**
 * Reads a body as an update of a flow. 400 for one that no flow could become; what is answered says what a flow becomes by it: 400 for a
 * stale revision, or a body that cannot become this flow.
 */
export function readEdit(input: FlowInput): (flow: LockedFlow) => ProposedEdit {
  const parsed = parseFlowForUpdate(input.value);
  if (!parsed.ok) throw flowRefused('update', parsed.problems);
  const update = parsed.value;
  return (flow) => {
    if (flow.revisionId !== update.revisionId)
      throw staleRevision(flow.id, update.revisionId, flow.revisionId);
    const previous = storedDefinition(flow.id, JSON.parse(flow.definition));
    const next = definitionAfter(update, previous);
    const problems = checkFlow(next, { definition: previous, earlierActionIds: new Set(flow.usedActionIds) });
    if (problems.length > 0) throw flowRefused('update', problems);
    const definition = storedText(keptText(input, parsed), next.type, flow.definition);
    return { previous, next, definition };
  };
}
