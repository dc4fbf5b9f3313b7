import { name } from '../members.ts';
import { operationKind } from './shape.ts';

export const boolComparative = operationKind({
  names: ['BOOL_COMPARATIVE', 'bool-comparative', 'comparative_bool'],
  operators: ['IS_EQUAL_TO', 'IS_NOT_EQUAL_TO'],
  fits: ['bool', 'enumeration'],
  members: { comparisonPropertyName: name },
});
