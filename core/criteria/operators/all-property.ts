import { ALL_TYPES, operationKind } from './shape.ts';

/** Whether there is a value at all. */
export const allProperty = operationKind({
  names: ['ALL_PROPERTY', 'alltypes'],
  operators: ['IS_KNOWN', 'IS_UNKNOWN', 'IS_BLANK', 'IS_NOT_BLANK'],
  fits: ALL_TYPES,
  members: {},
});
