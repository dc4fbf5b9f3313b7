import type { AssociatedExplanation, BranchExplanation, Verdict } from '../explain/explanation.ts';
import { isEmptyBranch } from './is-empty-branch.ts';
import type { Turn, Wanted } from './way.ts';

type Place = Turn['place'];

/** The verdict of a branch when some places of its explanation have others. */
export function becomes(branch: BranchExplanation, turned: ReadonlyMap<Place, Wanted>): Verdict {
  const own = turned.get(branch);
  if (own !== undefined) return own;
  if (isEmptyBranch(branch)) return branch.verdict;
  switch (branch.filterBranchType) {
    case 'AND':
      return allOf(partsOf(branch, turned));
    case 'OR':
      return anyOf(partsOf(branch, turned));
    case 'NOT_ALL':
      return opposite(allOf(partsOf(branch, turned)));
    case 'NOT_ANY':
      return opposite(anyOf(partsOf(branch, turned)));
    case 'RESTRICTED': {
      const parts = partsOf(branch, turned);
      return parts.length > 0 ? allOf(parts) : branch.verdict;
    }
    case 'ASSOCIATION':
    case 'PROPERTY_ASSOCIATION':
      return behind(branch, turned);
    case 'UNIFIED_EVENTS':
    case 'EMPTY':
      return branch.verdict;
  }
}

function partsOf(
  { filters, filterBranches }: Pick<BranchExplanation, 'filters' | 'filterBranches'>,
  turned: ReadonlyMap<Place, Wanted>,
): Verdict[] {
  return [
    ...filters.map((filter) => turned.get(filter) ?? filter.verdict),
    ...filterBranches.filter((branch) => !isEmptyBranch(branch)).map((branch) => becomes(branch, turned)),
  ];
}

function behind(branch: BranchExplanation, turned: ReadonlyMap<Place, Wanted>): Verdict {
  const { associated = [], associatedCount = 0, operator } = branch;
  if (associated.length === 0) return branch.verdict;
  const of = (other: AssociatedExplanation) => {
    const parts = partsOf(other, turned);
    return parts.length === 0 ? other.verdict : allOf(parts);
  };
  const isNegated = operator === 'NOT_IN_LIST';
  const unseen: Verdict[] =
    associated.length < associatedCount ? [isNegated ? opposite(branch.verdict) : branch.verdict] : [];
  const some = anyOf([...associated.map(of), ...unseen]);
  return isNegated ? opposite(some) : some;
}

function allOf(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('NOT_MET')) return 'NOT_MET';
  return verdicts.includes('UNKNOWN') ? 'UNKNOWN' : 'MET';
}

function anyOf(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('MET')) return 'MET';
  return verdicts.includes('UNKNOWN') ? 'UNKNOWN' : 'NOT_MET';
}

function opposite(verdict: Verdict): Verdict {
  return verdict === 'UNKNOWN' ? verdict : verdict === 'MET' ? 'NOT_MET' : 'MET';
}
