import { name, text } from '../members.ts';
import { ALL_TYPES, operationKind } from './shape.ts';

export const comparativePropertyUpdated = operationKind({
  names: ['COMPARATIVE_PROPERTY_UPDATED', 'property-updated-comparative'],
  operators: ['IS_BEFORE', 'IS_AFTER'],
  fits: ALL_TYPES,
  members: { comparisonPropertyName: name, defaultComparisonValue: text.nullish() },
});
