import { name, text } from '../members.ts';
import { operationKind, TEXT_TYPES } from './shape.ts';

export const comparativeString = operationKind({
  names: ['COMPARATIVE_STRING', 'string-comparative'],
  operators: ['IS_EQUAL_TO', 'IS_NOT_EQUAL_TO', 'CONTAINS', 'DOES_NOT_CONTAIN', 'STARTS_WITH', 'ENDS_WITH'],
  fits: TEXT_TYPES,
  members: { comparisonPropertyName: name, defaultComparisonValue: text.nullish() },
});
