import { type Problem, quote } from '../../../problem/index.ts';
import type { FlowDefinition } from '../../definition/index.ts';
import type { FlowCheck } from '../check.ts';

/** Its records, history and enrollments belong to one object type: an update cannot move a flow to another. */
export const flowKeepsItsKind: FlowCheck = (flow, previous) => {
  if (!previous) return [];
  return (['type', 'objectTypeId', 'flowType'] as const).flatMap((member) =>
    kept(member, flow, previous.definition),
  );
};

function kept(
  member: 'type' | 'objectTypeId' | 'flowType',
  flow: FlowDefinition,
  before: FlowDefinition,
): Problem[] {
  if (flow[member] === before[member]) return [];
  const message =
    `${member} is ${quote(before[member])} and cannot become ${quote(flow[member])}: ` +
    `it is fixed when a flow is created. Send ${quote(before[member])}, or create another flow.`;
  return [{ path: member, code: 'FLOW_KIND_CHANGED', message }];
}
