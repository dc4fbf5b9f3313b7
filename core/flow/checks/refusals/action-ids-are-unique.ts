import { type Problem, quote } from '../../../problem/index.ts';
import type { FlowCheck } from '../check.ts';

export const actionIdsAreUnique: FlowCheck = ({ actions }) => {
  const firstWith = new Map<string, number>();
  const problems: Problem[] = [];
  actions.forEach(({ actionId }, index) => {
    const first = firstWith.get(actionId);
    if (first === undefined) firstWith.set(actionId, index);
    else problems.push(duplicate(actionId, index, first));
  });
  return problems;
};

function duplicate(actionId: string, index: number, first: number): Problem {
  const path = `actions[${index}].actionId`;
  const message = `${path} ${quote(actionId)} is already the id of actions[${first}]: give this action an id of its own.`;
  return { path, code: 'DUPLICATE_ACTION_ID', message };
}
