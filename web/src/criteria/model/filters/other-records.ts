import { COALESCING } from '../moments.ts';
import { IN_LIST, NEW_ASSOCIATION, OTHER } from './fields.ts';
import type { FilterForm } from './filter-form.ts';

/** Of the records that a record is associated with. */
export const OTHER_RECORDS: readonly FilterForm[] = [
  {
    filterType: 'NUM_ASSOCIATIONS',
    name: 'Number of associated records',
    hint: 'has so many companies',
    group: 'Other records',
    start: { ...NEW_ASSOCIATION, toObjectTypeId: '' },
    fields: [OTHER, COALESCING],
  },
  {
    filterType: 'ASSOCIATION',
    name: 'Associated record in a list',
    hint: 'its company is in a list',
    group: 'Other records',
    start: { operator: 'IN_LIST', ...NEW_ASSOCIATION, toObjectTypeId: '', listId: '' },
    fields: [
      OTHER,
      IN_LIST,
      { kind: 'pick', member: 'listId', label: 'List', of: 'list' },
      {
        kind: 'text',
        member: 'toObjectType',
        label: 'Type, by its name',
        isOptional: true,
        isRare: true,
        isCode: true,
      },
      COALESCING,
    ],
  },
];
