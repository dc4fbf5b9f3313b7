import { text } from '../../sentence/index.ts';
import { theMoment } from '../say-moments.ts';
import type { SayOperation } from '../wording.ts';

export const sayRangedDate: SayOperation = (operation, name, wording) => {
  const bound = (one: string, other: string) =>
    theMoment(operation[one] ?? operation[other], 'INSTANT', operation, wording);
  return [
    name,
    text(operation['operator'] === 'IS_NOT_BETWEEN' ? ' is not between ' : ' is between '),
    bound('lowerBound', 'lowerBoundTimestamp'),
    text(' and '),
    bound('upperBound', 'upperBoundTimestamp'),
  ];
};
