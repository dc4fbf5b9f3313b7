/** The criteria tree: the one form of every spelling of a filter branch. */
import type { AssociationCategory } from '../record/index.ts';
import type { filterKinds } from './filters/list.ts';
import type { FilterOf } from './filters/shape.ts';
import type { Operation } from './operation.ts';
import type { Placed } from './places.ts';
import type { RefineBy } from './refine-by.ts';

/** A parsed filter branch. EMPTY is a place where criteria may stand and none do. */
export type Criteria = Branch | EmptyBranch;

export type Branch = GroupBranch | UnifiedEventsBranch | AssociationBranch | PropertyAssociationBranch;

export interface EmptyBranch extends Placed {
  readonly filterBranchType: 'EMPTY';
}

/** AND: all parts. OR: any part. NOT_ALL, NOT_ANY: their opposites. RESTRICTED: parts hidden from the writer. */
export interface GroupBranch extends Placed {
  readonly filterBranchType: 'AND' | 'OR' | 'NOT_ALL' | 'NOT_ANY' | 'RESTRICTED';
  /** The `filterBranchOperator`, where it says the opposite of the type: the type decides. */
  readonly contradictedBy?: 'AND' | 'OR';
  readonly filters: readonly Filter[];
  readonly filterBranches: readonly Branch[];
}

export interface UnifiedEventsBranch extends Placed {
  readonly filterBranchType: 'UNIFIED_EVENTS';
  readonly eventTypeId: string;
  readonly operator: 'HAS_COMPLETED' | 'HAS_NOT_COMPLETED';
  readonly filters: readonly PropertyFilter[];
  readonly pruningRefineBy: RefineBy | null;
  readonly coalescingRefineBy: RefineBy | null;
}

export interface AssociationBranch extends Placed {
  readonly filterBranchType: 'ASSOCIATION';
  readonly objectTypeId: string;
  readonly associationCategory: AssociationCategory;
  readonly associationTypeId: number;
  readonly operator: 'IN_LIST' | 'NOT_IN_LIST';
  readonly filters: readonly Filter[];
  readonly filterBranches: readonly Branch[];
}

/** The record whose id a property holds. */
export interface PropertyAssociationBranch extends Placed {
  readonly filterBranchType: 'PROPERTY_ASSOCIATION';
  readonly objectTypeId: string;
  readonly propertyWithObjectId: string;
  readonly operator: 'IN_LIST' | 'NOT_IN_LIST';
  readonly filters: readonly Filter[];
  readonly filterBranches: readonly Branch[];
}

export type Filter = FilterOf<(typeof filterKinds)[number]>;

/** A property under an operation; in an event branch, a property of the event. */
export interface PropertyFilter extends Placed {
  readonly filterType: 'PROPERTY';
  readonly property: string;
  readonly operation: Operation;
}

/** Whether there is nothing in the tree to decide by; such criteria are never met, so ask before relying on them. */
export function isEmpty(criteria: Criteria): boolean {
  switch (criteria.filterBranchType) {
    case 'EMPTY':
      return true;
    case 'AND':
    case 'OR':
    case 'NOT_ALL':
    case 'NOT_ANY':
      return criteria.filters.length === 0 && criteria.filterBranches.every(isEmpty);
    default:
      return false;
  }
}
