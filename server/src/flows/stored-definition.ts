import { type FlowDefinition, parseFlowForCreate } from '@millrace/core/flow';

/** A save checks the definition; one that no longer parses is a bug of ours, not of the flow. */
export function storedDefinition(flowId: string, definition: unknown): FlowDefinition {
  const parsed = parseFlowForCreate(definition);
  if (parsed.ok) return parsed.value;
  throw new Error(`The stored flow ${flowId} cannot be read: ${parsed.problems[0]?.message}`);
}
