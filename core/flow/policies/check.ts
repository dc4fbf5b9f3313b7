import { type Problem, quote } from '../../problem/index.ts';
import type { FlowDefinition } from '../definition/index.ts';
import type { PoliciesDocument } from './document.ts';

/** Policies of actions that the flow does not have, or that lead to one. A loop is allowed: the step budget ends it. */
export function policyProblems({ actions }: PoliciesDocument, flow: FlowDefinition): Problem[] {
  const known = new Set(flow.actions.map(({ actionId }) => actionId));
  return Object.entries(actions).flatMap(([actionId, { onFailure }]) => {
    const path = `actions.${actionId}`;
    if (!known.has(actionId)) return [unknownAction(path, `${path} is the policy of an action`, actionId)];
    if (typeof onFailure !== 'object' || known.has(onFailure.goTo)) return [];
    const at = `${path}.onFailure.goTo`;
    return [unknownAction(at, `${at} is ${quote(onFailure.goTo)}, an action`, onFailure.goTo)];
  });
}

function unknownAction(path: string, what: string, actionId: string): Problem {
  return {
    path,
    code: 'UNKNOWN_ACTION',
    message: `${what} that the flow does not have (${quote(actionId)}).`,
  };
}
