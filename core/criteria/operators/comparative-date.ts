import { name, text } from '../members.ts';
import { operationKind, TIME_TYPES } from './shape.ts';

export const comparativeDate = operationKind({
  names: ['COMPARATIVE_DATE', 'datetime-comparative'],
  operators: ['IS_BEFORE', 'IS_AFTER'],
  fits: TIME_TYPES,
  members: { comparisonPropertyName: name, defaultComparisonValue: text.nullish() },
});
