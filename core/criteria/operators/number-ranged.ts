import { number } from '../members.ts';
import { operationKind } from './shape.ts';

/** Both bounds belong to the range. */
export const numberRanged = operationKind({
  names: ['NUMBER_RANGED', 'number-ranged'],
  operators: ['IS_BETWEEN', 'IS_NOT_BETWEEN'],
  fits: ['number'],
  members: { lowerBound: number, upperBound: number },
});
