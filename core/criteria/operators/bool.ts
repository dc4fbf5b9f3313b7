import { bool as boolean } from '../members.ts';
import { operationKind } from './shape.ts';

export const bool = operationKind({
  names: ['BOOL', 'bool'],
  operators: ['IS_EQUAL_TO', 'IS_NOT_EQUAL_TO', 'HAS_EVER_BEEN_EQUAL_TO', 'HAS_NEVER_BEEN_EQUAL_TO'],
  fits: ['bool', 'enumeration'],
  members: { value: boolean },
});
