import type { BranchExplanation } from '../explain/explanation.ts';

/** Whether there is nothing to decide by in a branch, as `isEmpty` says of the tree: it decides nothing. */
export function isEmptyBranch({ filterBranchType, filters, filterBranches }: BranchExplanation): boolean {
  switch (filterBranchType) {
    case 'EMPTY':
      return true;
    case 'AND':
    case 'OR':
    case 'NOT_ALL':
    case 'NOT_ANY':
      return filters.length === 0 && filterBranches.every(isEmptyBranch);
    default:
      return false;
  }
}
