import {
  type CompiledCriteria,
  type CompiledEvent,
  type Criteria,
  type CriteriaContext,
  compileEvent,
  EVENT_TYPES,
  isEmpty,
  type UnifiedEventsBranch,
  watchedProperties,
} from '@millrace/core/criteria';

/** An event that enrolls records: its type, the filters on its properties, and the watched property, if only one. */
export interface EventTrigger {
  readonly eventTypeId: string;
  readonly branch: UnifiedEventsBranch;
  readonly event: CompiledEvent;
  /** For property changes: the watched names; null watches every property. */
  readonly properties: readonly string[] | null;
}

/** A re-enrollment trigger. A property-change pair is an event; anything else is an edge. */
export type ReEnrollTrigger =
  | { readonly kind: 'event'; readonly trigger: EventTrigger }
  | {
      readonly kind: 'edge';
      readonly criteria: CompiledCriteria;
      readonly knownProperties: readonly string[];
    };

export function eventTrigger(branch: UnifiedEventsBranch, context: CriteriaContext): EventTrigger {
  return {
    eventTypeId: branch.eventTypeId,
    branch,
    event: compileEvent(branch, context),
    properties: watchedProperties(branch),
  };
}

/**
 * Re-enrollment triggers come in two spellings: the pair `hs_name`, `hs_value` of a property change, and filters on the
 * record itself.
 */
export function reEnrollTriggers(
  branch: Criteria,
  context: CriteriaContext,
  compile: (branch: Criteria) => CompiledCriteria,
): ReEnrollTrigger[] {
  if (isEmpty(branch)) return [];
  const pair = asPropertyChange(branch);
  if (pair) return [{ kind: 'event', trigger: eventTrigger(pair, context) }];
  return [{ kind: 'edge', criteria: compile(branch), knownProperties: knownProperties(branch) }];
}

function asPropertyChange(branch: Criteria): UnifiedEventsBranch | null {
  if (branch.filterBranchType === 'UNIFIED_EVENTS') return branch;
  if (branch.filterBranchType !== 'AND' || branch.filterBranches.length > 0) return null;
  const filters = branch.filters.filter((filter) => filter.filterType === 'PROPERTY');
  if (filters.length !== branch.filters.length || !filters.some((filter) => filter.property === 'hs_name'))
    return null;
  return {
    filterBranchType: 'UNIFIED_EVENTS',
    path: branch.path,
    eventTypeId: EVENT_TYPES.PROPERTY_CHANGED,
    operator: 'HAS_COMPLETED',
    filters,
    pruningRefineBy: null,
    coalescingRefineBy: null,
  };
}

/** "Is known" as a re-enrollment trigger fires on every change of the value, not only on the first. */
function knownProperties(branch: Criteria): string[] {
  if (branch.filterBranchType !== 'AND' && branch.filterBranchType !== 'OR') return [];
  const own = branch.filters.flatMap((filter) =>
    filter.filterType === 'PROPERTY' &&
    filter.operation.operationType === 'ALL_PROPERTY' &&
    filter.operation.operator === 'IS_KNOWN'
      ? [filter.property]
      : [],
  );
  return [...own, ...branch.filterBranches.flatMap(knownProperties)];
}
