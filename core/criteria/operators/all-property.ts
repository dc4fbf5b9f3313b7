import { presentValue } from '../leaf.ts';
import { ALL_TYPES, operationKind } from './shape.ts';

/** Whether there is a value at all. IS_BLANK is IS_UNKNOWN under another name; so is IS_NOT_BLANK of IS_KNOWN. */
export const allProperty = operationKind({
  names: ['ALL_PROPERTY', 'alltypes'],
  operators: ['IS_KNOWN', 'IS_UNKNOWN', 'IS_BLANK', 'IS_NOT_BLANK'],
  fits: ALL_TYPES,
  members: {},
  compile({ operator }, { property }) {
    const known = operator === 'IS_KNOWN' || operator === 'IS_NOT_BLANK';
    return {
      met: (bearer) => (presentValue(bearer, property) !== undefined) === known,
      sql: (row) => `(${row.value(property)} is ${known ? 'not ' : ''}null)`,
    };
  },
  cases: [
    {
      says: 'a value is known',
      type: 'string',
      value: 'Ada',
      operation: { operator: 'IS_KNOWN' },
      met: true,
    },
    {
      says: 'no value is not known',
      type: 'string',
      value: null,
      operation: { operator: 'IS_KNOWN' },
      met: false,
    },
    { says: 'zero is a value', type: 'number', value: '0', operation: { operator: 'IS_KNOWN' }, met: true },
    {
      says: 'a blank is a value',
      type: 'string',
      value: ' ',
      operation: { operator: 'IS_BLANK' },
      met: false,
    },
    {
      says: 'no value is unknown',
      type: 'date',
      value: null,
      operation: { operator: 'IS_UNKNOWN' },
      met: true,
    },
    {
      says: 'a value is not unknown',
      type: 'bool',
      value: 'false',
      operation: { operator: 'IS_UNKNOWN' },
      met: false,
    },
    {
      says: 'no value is blank',
      type: 'string',
      value: null,
      operation: { operator: 'IS_BLANK' },
      met: true,
    },
    {
      says: 'a value is not blank',
      type: 'string',
      value: 'x',
      operation: { operator: 'IS_NOT_BLANK' },
      met: true,
    },
    {
      says: 'includeObjectsWithNoValueSet says nothing here',
      type: 'string',
      value: null,
      operation: { operator: 'IS_KNOWN', includeObjectsWithNoValueSet: true },
      met: false,
    },
  ],
});
