import { text } from '../members.ts';
import { operationKind, TEXT_TYPES } from './shape.ts';

export const string = operationKind({
  names: ['STRING', 'string'],
  operators: [
    'IS_EQUAL_TO',
    'IS_NOT_EQUAL_TO',
    'CONTAINS',
    'DOES_NOT_CONTAIN',
    'STARTS_WITH',
    'ENDS_WITH',
    'HAS_EVER_BEEN_EQUAL_TO',
    'HAS_NEVER_BEEN_EQUAL_TO',
    'HAS_EVER_CONTAINED',
    'HAS_NEVER_CONTAINED',
  ],
  fits: TEXT_TYPES,
  members: { value: text },
  aliases: { values: 'value' },
});
