import { type Condition, event, not, unknown } from './condition.ts';
import { filterKinds } from './filters/list.ts';
import type { FilterBase, FilterKind } from './filters/shape.ts';
import type { AssociationSpec } from './subject.ts';
import {
  type AssociationBranch,
  type Criteria,
  type Filter,
  type GroupBranch,
  isEmpty,
  type PropertyAssociationBranch,
} from './tree.ts';

/** The condition of a tree. Branches that ask nothing are skipped; a tree of only such branches is never met. */
export function meaningOf(criteria: Criteria): Condition {
  if (isEmpty(criteria)) return { kind: 'CONSTANT', met: false };
  switch (criteria.filterBranchType) {
    case 'EMPTY':
      return { kind: 'CONSTANT', met: false };
    case 'AND':
      return { kind: 'ALL', parts: partsOf(criteria) };
    case 'OR':
      return { kind: 'ANY', parts: partsOf(criteria) };
    case 'NOT_ALL':
      return not({ kind: 'ALL', parts: partsOf(criteria) });
    case 'NOT_ANY':
      return not({ kind: 'ANY', parts: partsOf(criteria) });
    case 'RESTRICTED':
      return restricted(criteria);
    case 'UNIFIED_EVENTS': {
      const happened = event(criteria.eventTypeId, criteria.filters, criteria);
      return criteria.operator === 'HAS_COMPLETED' ? happened : not(happened);
    }
    case 'ASSOCIATION': {
      const { objectTypeId, associationCategory: category, associationTypeId: typeId } = criteria;
      return associated(criteria, { objectTypeId, category, typeId });
    }
    case 'PROPERTY_ASSOCIATION':
      return associated(criteria, {
        objectTypeId: criteria.objectTypeId,
        property: criteria.propertyWithObjectId,
      });
  }
}

const kinds: readonly FilterKind<FilterBase>[] = filterKinds;
const kindOf = new Map(kinds.map((kind) => [kind.filterType, kind]));

export function filterMeaning(filter: Filter): Condition {
  const kind = kindOf.get(filter.filterType);
  if (kind === undefined) throw new Error(`there is no filter type ${filter.filterType}`);
  return kind.meaning(filter);
}

type WithParts = GroupBranch | AssociationBranch | PropertyAssociationBranch;

function partsOf({ filters, filterBranches }: WithParts): Condition[] {
  const asked = filterBranches.filter((branch) => !isEmpty(branch));
  return [...filters.map(filterMeaning), ...asked.map(meaningOf)];
}

/** A hidden part cannot be known to be met. The visible parts of the branch are asked like an AND. */
function restricted(branch: GroupBranch): Condition {
  const parts = partsOf(branch);
  if (parts.length > 0) return { kind: 'ALL', parts };
  return unknown('RESTRICTED', 'this part of the criteria is hidden', branch.path);
}

function associated(
  branch: AssociationBranch | PropertyAssociationBranch,
  association: AssociationSpec,
): Condition {
  const parts = partsOf(branch);
  const some: Condition = {
    kind: 'ASSOCIATED',
    association,
    part: parts.length > 0 ? { kind: 'ALL', parts } : null,
    asEmptyWhenNone: branch.operator === 'IN_LIST',
    path: branch.path,
  };
  return branch.operator === 'IN_LIST' ? some : not(some);
}
