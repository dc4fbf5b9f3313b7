import type { Problem } from '../../../problem/index.ts';
import type { FlowCheck } from '../check.ts';

/** Branches by filters in one action: each costs an evaluation for every record that passes. */
export const MAX_LIST_BRANCHES = 20;

/** Branches by value in one action. */
export const MAX_STATIC_BRANCHES = 250;

export const branchLimits: FlowCheck = ({ actions }) =>
  actions.flatMap((action, index) => {
    if (action.type === 'LIST_BRANCH')
      return atMost(MAX_LIST_BRANCHES, action.listBranches, `actions[${index}].listBranches`);
    if (action.type === 'STATIC_BRANCH')
      return atMost(MAX_STATIC_BRANCHES, action.staticBranches, `actions[${index}].staticBranches`);
    return [];
  });

function atMost(limit: number, branches: readonly unknown[], path: string): Problem[] {
  if (branches.length <= limit) return [];
  const message =
    `${path} has ${branches.length} branches, and an action may have ${limit}. ` +
    `Move the others to another branch action and lead the default branch there.`;
  return [{ path, code: 'TOO_MANY_BRANCHES', message }];
}
