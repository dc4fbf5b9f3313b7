import {
  type Branch,
  type Criteria,
  type Filter,
  missingList,
  type UnifiedEventsBranch,
} from '@millrace/core/criteria';

/** Replacements of parts of a tree; everything else stays. */
interface Replace {
  readonly filter: (filter: Filter) => Filter;
  readonly events?: (branch: UnifiedEventsBranch) => UnifiedEventsBranch;
}

/**
 * The tree without its refinements by date and count, which the original ignores for re-enrollment. The number of associated
 * records is no refinement but the question itself.
 */
export function withoutRefinements(criteria: Criteria): Criteria {
  return mapFilters(criteria, {
    filter: (filter) =>
      filter.filterType === 'NUM_ASSOCIATIONS'
        ? filter
        : withNull(filter, ['pruningRefineBy', 'coalescingRefineBy']),
    events: (branch) => ({ ...branch, pruningRefineBy: null, coalescingRefineBy: null }),
  });
}

/** The tree with every unknown list made into one that cannot be asked: neither "in" nor "not in" is met. */
export function withKnownLists(criteria: Criteria, isKnown: (listId: string) => boolean): Criteria {
  return mapFilters(criteria, {
    filter: (filter) => {
      if (filter.filterType !== 'IN_LIST' && filter.filterType !== 'ASSOCIATION') return filter;
      if (filter.filterType === 'IN_LIST' && filter.metadata) return filter;
      return isKnown(filter.listId) ? filter : { ...filter, listId: missingList(filter.listId) };
    },
  });
}

function withNull(filter: Filter, members: readonly string[]): Filter {
  const present = members.filter((member) => member in filter);
  return present.length === 0
    ? filter
    : { ...filter, ...Object.fromEntries(present.map((member) => [member, null])) };
}

function mapFilters(criteria: Criteria, replace: Replace): Criteria {
  return criteria.filterBranchType === 'EMPTY' ? criteria : mapBranch(criteria, replace);
}

function mapBranch(branch: Branch, replace: Replace): Branch {
  if (branch.filterBranchType === 'UNIFIED_EVENTS') return replace.events?.(branch) ?? branch;
  return {
    ...branch,
    filters: branch.filters.map(replace.filter),
    filterBranches: branch.filterBranches.map((each) => mapBranch(each, replace)),
  };
}
