import { IN_LIST } from './fields.ts';
import type { FilterForm } from './filter-form.ts';

/** Of membership of lists. */
export const LISTS: readonly FilterForm[] = [
  {
    filterType: 'IN_LIST',
    name: 'Membership of a list',
    hint: 'is in a list, or is not',
    group: 'Lists',
    start: { operator: 'IN_LIST', listId: '' },
    fields: [
      IN_LIST,
      { kind: 'pick', member: 'listId', label: 'List', of: 'list' },
      { kind: 'listOfFlow', member: 'metadata', label: 'Kept by', isOptional: true, isRare: true },
    ],
  },
];
