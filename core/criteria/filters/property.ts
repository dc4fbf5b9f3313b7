import { name } from '../members.ts';
import { operationSchema } from '../operation.ts';
import { sayProperty } from './property.say.ts';
import { filterKind } from './shape.ts';

/** A property of the record (in an event branch: of the event) under an operation. */
export const property = filterKind({
  filterType: 'PROPERTY',
  members: { property: name, operation: operationSchema },
  meaning: ({ property, operation, path }) => ({ kind: 'PROPERTY', property, operation, path }),
  say: sayProperty,
  cases: [
    {
      says: 'a value',
      sentence: 'tested is Ada',
      filter: {
        property: 'tested',
        operation: { operationType: 'STRING', operator: 'IS_EQUAL_TO', value: 'Ada' },
      },
      contact: { properties: { tested: 'Ada' } },
      met: true,
    },
    {
      says: 'no value',
      filter: {
        property: 'tested',
        operation: { operationType: 'STRING', operator: 'IS_EQUAL_TO', value: 'Ada' },
      },
      met: false,
    },
    {
      says: 'a property that is not there',
      filter: { property: 'gone', operation: { operationType: 'ALL_PROPERTY', operator: 'IS_UNKNOWN' } },
      met: false,
      fault: 'UNKNOWN_PROPERTY',
    },
  ],
});
