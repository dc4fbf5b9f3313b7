import { texts } from '../members.ts';
import { operationKind, TEXT_TYPES } from './shape.ts';

export const multistring = operationKind({
  names: ['MULTISTRING', 'multistring'],
  operators: [
    'IS_EQUAL_TO',
    'IS_NOT_EQUAL_TO',
    'CONTAINS',
    'DOES_NOT_CONTAIN',
    'STARTS_WITH',
    'ENDS_WITH',
    'CONTAINS_EXACTLY',
    'DOES_NOT_CONTAIN_EXACTLY',
    'HAS_EVER_BEEN_EQUAL_TO',
    'HAS_NEVER_BEEN_EQUAL_TO',
  ],
  fits: TEXT_TYPES,
  members: { values: texts },
});
