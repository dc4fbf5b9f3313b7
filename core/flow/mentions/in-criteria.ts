import {
  type Branch,
  type Criteria,
  EVENT_TYPES,
  type Filter,
  type Operation,
  type PropertyFilter,
} from '../../criteria/index.ts';
import { type Mention, reads } from './mention.ts';

/** The mentions of a tree of filters at `at`; `objectTypeId` is the type of its records. */
export function mentionsInCriteria(
  criteria: Criteria | undefined,
  at: string,
  objectTypeId: string | null,
): Mention[] {
  if (!criteria || criteria.filterBranchType === 'EMPTY') return [];
  return inBranch(criteria, at, objectTypeId);
}

/**
 * The mentions of a trigger of re-enrollment. It is written like the filters of a property change, `hs_name` and `hs_value`,
 * or as filters over the record.
 */
export function mentionsInTrigger(trigger: Criteria, at: string, objectTypeId: string): Mention[] {
  if (!('filters' in trigger) || trigger.filterBranchType === 'UNIFIED_EVENTS')
    return mentionsInCriteria(trigger, at, objectTypeId);
  const filters = trigger.filters.filter(
    (filter): filter is PropertyFilter => filter.filterType === 'PROPERTY',
  );
  if (filters.some(({ property }) => property === 'hs_name'))
    return inEvent(EVENT_TYPES.PROPERTY_CHANGED, filters, at, objectTypeId);
  return [
    ...trigger.filters.flatMap((filter) => inFilter(filter, at, objectTypeId)),
    ...trigger.filterBranches.flatMap((branch) => mentionsInTrigger(branch, at, objectTypeId)),
  ];
}

function inBranch(branch: Branch, at: string, objectTypeId: string | null): Mention[] {
  switch (branch.filterBranchType) {
    case 'UNIFIED_EVENTS':
      return inEvent(branch.eventTypeId, branch.filters, at, objectTypeId);
    case 'ASSOCIATION':
      return inParts(branch, at, branch.objectTypeId);
    case 'PROPERTY_ASSOCIATION': {
      const path = below(at, branch.path, 'propertyWithObjectId');
      const holder = reads(objectTypeId, branch.propertyWithObjectId, path);
      return [holder, ...inParts(branch, at, branch.objectTypeId)];
    }
    default:
      return inParts(branch, at, objectTypeId);
  }
}

function inParts(
  {
    filters,
    filterBranches,
  }: { readonly filters: readonly Filter[]; readonly filterBranches: readonly Branch[] },
  at: string,
  objectTypeId: string | null,
): Mention[] {
  return [
    ...filters.flatMap((filter) => inFilter(filter, at, objectTypeId)),
    ...filterBranches.flatMap((branch) => inBranch(branch, at, objectTypeId)),
  ];
}

function inFilter(filter: Filter, at: string, objectTypeId: string | null): Mention[] {
  const place = (member: string) => below(at, filter.path, member);
  switch (filter.filterType) {
    case 'PROPERTY':
      return [
        reads(objectTypeId, filter.property, place('property')),
        ...inOperation(filter.operation, place('operation'), objectTypeId),
      ];
    case 'IN_LIST':
      // With metadata the list belongs to a flow or an import and has its id.
      return filter.metadata ? [] : [listOf(filter.listId, place('listId'), objectTypeId)];
    case 'ASSOCIATION':
      return [listOf(filter.listId, place('listId'), filter.toObjectTypeId)];
    case 'FORM_SUBMISSION':
    case 'FORM_SUBMISSION_ON_PAGE':
      return filter.formId ? [{ kind: 'form', id: filter.formId, path: place('formId') }] : [];
    case 'EMAIL_EVENT':
      return [{ kind: 'email', id: filter.emailId, path: place('emailId') }];
    case 'UNIFIED_EVENTS':
    case 'INTEGRATION_EVENT': {
      const lines = filter.filterLines.map((line, index) => ({
        ...line,
        path: `${filter.path}.filterLines[${index}]`,
      }));
      return inEvent(filter.eventTypeId ?? '', lines, at, objectTypeId);
    }
    default:
      return [];
  }
}

function listOf(id: string, path: string, objectTypeId: string | null | undefined): Mention {
  return { kind: 'list', id, path, ...(objectTypeId ? { objectTypeId } : {}) };
}

type EventFilter = Pick<PropertyFilter, 'property' | 'operation' | 'path'>;

/** Filters of an event judge the event's own properties, not the record's. */
function inEvent(
  eventTypeId: string,
  filters: readonly EventFilter[],
  at: string,
  objectTypeId: string | null,
): Mention[] {
  return filters.flatMap(({ property, operation, path }): Mention[] => {
    const place = below(at, path, 'operation');
    if (property === 'hs_name' && eventTypeId === EVENT_TYPES.PROPERTY_CHANGED)
      return valuesOf(operation).map((name) => reads(objectTypeId, name, place));
    if (property === 'hs_form_id')
      return valuesOf(operation).map((id) => ({ kind: 'form', id, path: place }));
    return [];
  });
}

function valuesOf(operation: Operation): string[] {
  if ('values' in operation) return operation.values.map(String);
  return 'value' in operation ? [String(operation.value)] : [];
}

/** Members of operations and time points that name a property to compare with. */
const COMPARED = new Set(['comparisonPropertyName', 'property']);

function inOperation(operation: object, at: string, objectTypeId: string | null): Mention[] {
  return Object.entries(operation).flatMap(([member, value]): Mention[] => {
    const path = `${at}.${member}`;
    if (COMPARED.has(member) && typeof value === 'string') return [reads(objectTypeId, value, path)];
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
    return inOperation(value, path, objectTypeId);
  });
}

function below(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('.');
}
