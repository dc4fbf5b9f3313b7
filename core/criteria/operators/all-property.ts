import { presentValue } from '../leaf.ts';
import { sayAllProperty } from './all-property.say.ts';
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
  say: sayAllProperty,
  cases: [
    {
      says: 'a value is known',
      sentence: 'Value is known',
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
      sentence: 'Value is unknown',
      type: 'string',
      value: ' ',
      operation: { operator: 'IS_BLANK' },
      met: false,
    },
    {
      says: 'no value is unknown',
      sentence: 'Value is unknown',
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
      sentence: 'Value is known',
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
