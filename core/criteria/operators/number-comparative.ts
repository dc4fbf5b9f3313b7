import { name } from '../members.ts';
import { operationKind } from './shape.ts';

export const numberComparative = operationKind({
  names: ['NUMBER_COMPARATIVE', 'number-comparative', 'comparative_number'],
  operators: [
    'IS_EQUAL_TO',
    'IS_NOT_EQUAL_TO',
    'IS_GREATER_THAN',
    'IS_GREATER_THAN_OR_EQUAL_TO',
    'IS_LESS_THAN',
    'IS_LESS_THAN_OR_EQUAL_TO',
  ],
  fits: ['number'],
  members: { comparisonPropertyName: name },
});
