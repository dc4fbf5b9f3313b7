import { texts } from '../members.ts';
import { CHOICE_TYPES, operationKind } from './shape.ts';

export const enumeration = operationKind({
  names: ['ENUMERATION', 'enumeration'],
  operators: [
    'IS_ANY_OF',
    'IS_NONE_OF',
    'IS_EXACTLY',
    'IS_NOT_EXACTLY',
    'CONTAINS_ALL',
    'DOES_NOT_CONTAIN_ALL',
    'HAS_EVER_BEEN_ANY_OF',
    'HAS_NEVER_BEEN_ANY_OF',
    'HAS_EVER_BEEN_EXACTLY',
    'HAS_NEVER_BEEN_EXACTLY',
    'HAS_EVER_CONTAINED_ALL',
    'HAS_NEVER_CONTAINED_ALL',
  ],
  fits: CHOICE_TYPES,
  members: { values: texts },
  advice: {
    IS_EQUAL_TO: 'use IS_ANY_OF with one value',
    IS_NOT_EQUAL_TO:
      'use IS_NONE_OF with one value (and includeObjectsWithNoValueSet true, if records without a value are to pass)',
  },
});
