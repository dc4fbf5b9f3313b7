import { number as numeric } from '../members.ts';
import { operationKind } from './shape.ts';

export const number = operationKind({
  names: ['NUMBER', 'number'],
  operators: [
    'IS_EQUAL_TO',
    'IS_NOT_EQUAL_TO',
    'IS_GREATER_THAN',
    'IS_GREATER_THAN_OR_EQUAL_TO',
    'IS_LESS_THAN',
    'IS_LESS_THAN_OR_EQUAL_TO',
    'HAS_EVER_BEEN_EQUAL_TO',
    'HAS_NEVER_BEEN_EQUAL_TO',
  ],
  fits: ['number'],
  members: { value: numeric },
  aliases: { values: 'value' },
});
