import {
  type CompiledCriteria,
  type CompiledEvent,
  type Criteria,
  type CriteriaContext,
  compileCriteria,
  compileEvent,
  isEmpty,
  type Reads,
  type UnifiedEventsBranch,
} from '@millrace/core/criteria';
import type { EnrollmentCriteria, FlowProgram } from '@millrace/core/flow';
import { PROPERTY_CHANGED } from './event-types.ts';

/** An event that lets records in: its type, the filters on its properties, and which property it watches, if only one. */
export interface EventTrigger {
  readonly eventTypeId: string;
  readonly event: CompiledEvent;
  /** For property changes: the names that are watched; null watches every property. */
  readonly properties: readonly string[] | null;
}

/** What lets a record in again. A property-change pair is an event; anything else is an edge. */
export type ReEnrollTrigger =
  | { readonly kind: 'event'; readonly trigger: EventTrigger }
  | {
      readonly kind: 'edge';
      readonly criteria: CompiledCriteria;
      readonly knownProperties: readonly string[];
    };

/** The triggers of one flow, compiled. */
export type FlowTriggers = { readonly program: FlowProgram; readonly shouldReEnroll: boolean } & (
  | {
      readonly kind: 'CRITERIA';
      readonly criteria: CompiledCriteria;
      readonly again: readonly ReEnrollTrigger[];
      readonly leaves: boolean;
    }
  | {
      readonly kind: 'EVENT';
      readonly events: readonly EventTrigger[];
      readonly refinement: CompiledCriteria | null;
    }
  | { readonly kind: 'NONE' }
);

/** Compiles the enrollment criteria of a flow. Schedules and datasets trigger nothing by a change. */
export function compileTriggers(program: FlowProgram, context: CriteriaContext): FlowTriggers {
  const criteria: EnrollmentCriteria | undefined = program.definition.enrollmentCriteria;
  const shouldReEnroll = criteria?.shouldReEnroll ?? false;
  switch (criteria?.type) {
    case 'LIST_BASED':
      if (isEmpty(criteria.listFilterBranch)) return { program, shouldReEnroll, kind: 'NONE' };
      return {
        program,
        shouldReEnroll,
        kind: 'CRITERIA',
        criteria: compileCriteria(criteria.listFilterBranch, context),
        again: criteria.reEnrollmentTriggersFilterBranches.flatMap((branch) =>
          reEnrollTrigger(branch, context),
        ),
        leaves: criteria.unEnrollObjectsNotMeetingCriteria,
      };
    case 'EVENT_BASED':
      return {
        program,
        shouldReEnroll,
        kind: 'EVENT',
        events: criteria.eventFilterBranches.map((branch) => eventTrigger(branch, context)),
        refinement:
          criteria.refinementCriteria && !isEmpty(criteria.refinementCriteria)
            ? compileCriteria(criteria.refinementCriteria, context)
            : null,
      };
    default:
      return { program, shouldReEnroll, kind: 'NONE' };
  }
}

function eventTrigger(branch: UnifiedEventsBranch, context: CriteriaContext): EventTrigger {
  return {
    eventTypeId: branch.eventTypeId,
    event: compileEvent(branch, context),
    properties: watched(branch),
  };
}

/** The properties that a property-change trigger names by `hs_name`; null when it does not say. */
function watched(branch: UnifiedEventsBranch): readonly string[] | null {
  if (branch.eventTypeId !== PROPERTY_CHANGED) return null;
  for (const { property, operation } of branch.filters) {
    if (property !== 'hs_name') continue;
    if (operation.operationType === 'STRING' && operation.operator === 'IS_EQUAL_TO')
      return [operation.value];
    if (operation.operationType === 'MULTISTRING' && operation.operator === 'IS_EQUAL_TO')
      return operation.values;
    if (operation.operationType === 'ENUMERATION' && operation.operator === 'IS_ANY_OF')
      return operation.values;
  }
  return null;
}

/**
 * Re-enrollment triggers come in two spellings: the pair `hs_name`, `hs_value` of a property change, and filters on the
 * record itself.
 */
function reEnrollTrigger(branch: Criteria, context: CriteriaContext): ReEnrollTrigger[] {
  if (isEmpty(branch)) return [];
  const pair = asPropertyChange(branch);
  if (pair) return [{ kind: 'event', trigger: eventTrigger(pair, context) }];
  return [
    { kind: 'edge', criteria: compileCriteria(branch, context), knownProperties: knownProperties(branch) },
  ];
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
    eventTypeId: PROPERTY_CHANGED,
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

/** All that the criteria of a flow's triggers read. */
export function readsOf(triggers: FlowTriggers): readonly Reads[] {
  switch (triggers.kind) {
    case 'NONE':
      return [];
    case 'EVENT':
      return triggers.refinement ? [triggers.refinement.reads] : [];
    case 'CRITERIA':
      return [
        triggers.criteria.reads,
        ...triggers.again.flatMap((each) => (each.kind === 'edge' ? [each.criteria.reads] : [])),
      ];
  }
}
