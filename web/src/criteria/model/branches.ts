/** The branches of the language: groups, which join lines, and branches that ask something themselves. */
import type { Raw, RawObject } from '@millrace/core/raw';
import { NEW_ASSOCIATION } from './filters/index.ts';
import type { FormField, Word } from './form.ts';
import { COALESCING, PRUNING } from './moments.ts';

/** How the lines of a group are joined. */
export const JOINS: readonly Word[] = [
  { id: 'AND', name: 'All of these' },
  { id: 'OR', name: 'Any of these' },
  { id: 'NOT_ALL', name: 'Not all of these' },
  { id: 'NOT_ANY', name: 'None of these' },
];

/** The word between the lines of a branch. */
export function wordOf(type: string): 'and' | 'or' {
  return type === 'OR' || type === 'NOT_ANY' ? 'or' : 'and';
}

export interface BranchForm {
  readonly filterBranchType: string;
  readonly name: string;
  readonly hint: string;
  readonly start: RawObject;
  readonly fields: readonly FormField[];
  /** Its lines are about the records that it names. */
  readonly hasLines: boolean;
}

const operator = (yes: string, no: string): FormField => ({
  kind: 'choice',
  member: 'operator',
  label: 'Which',
  default: 'IN_LIST',
  choices: [
    { id: 'IN_LIST', name: yes },
    { id: 'NOT_IN_LIST', name: no },
  ],
});

export const EVENTS_BRANCH: BranchForm = {
  filterBranchType: 'UNIFIED_EVENTS',
  name: 'Something that happened',
  hasLines: false,
  hint: 'an event, of which, when, how often',
  start: { operator: 'HAS_COMPLETED', eventTypeId: '' },
  fields: [
    {
      kind: 'choice',
      member: 'operator',
      label: 'Happened',
      default: 'HAS_COMPLETED',
      choices: [
        { id: 'HAS_COMPLETED', name: 'has happened' },
        { id: 'HAS_NOT_COMPLETED', name: 'has not happened' },
      ],
    },
    { kind: 'pick', member: 'eventTypeId', label: 'Event', of: 'event' },
    { kind: 'eventFilters', member: 'filters', label: 'Of which' },
    PRUNING,
    COALESCING,
  ],
};

/** Branches with a form; groups have their join alone. */
export const BRANCHES: readonly BranchForm[] = [
  EVENTS_BRANCH,
  {
    filterBranchType: 'ASSOCIATION',
    name: 'Associated records',
    hasLines: true,
    hint: 'its company, its deals: filters on them',
    start: { operator: 'IN_LIST', objectTypeId: '', ...NEW_ASSOCIATION },
    fields: [
      { kind: 'association', member: 'objectTypeId', label: 'Records' },
      operator('one of them meets', 'none of them meets'),
    ],
  },
  {
    filterBranchType: 'PROPERTY_ASSOCIATION',
    name: 'The record that a property names',
    hasLines: true,
    hint: 'by an id in a property',
    start: { operator: 'IN_LIST', objectTypeId: '', propertyWithObjectId: '' },
    fields: [
      { kind: 'property', member: 'propertyWithObjectId', label: 'Property with the id' },
      { kind: 'pick', member: 'objectTypeId', label: 'Records', of: 'objectType' },
      operator('it meets', 'it does not meet'),
    ],
  },
];

export function branchFormOf(type: string): BranchForm | undefined {
  return BRANCHES.find((each) => each.filterBranchType === type);
}

/** A branch as clients write it. */
export function branchOf(
  type: string,
  filters: readonly Raw[],
  filterBranches: readonly Raw[] = [],
  more: RawObject = {},
): RawObject {
  return {
    filterBranchType: type,
    filterBranchOperator: type === 'OR' ? 'OR' : 'AND',
    ...more,
    filters,
    filterBranches,
  };
}

export function newBranch({ filterBranchType, start }: BranchForm): RawObject {
  return branchOf(filterBranchType, [], [], start);
}
