import { amount, numberOf, text } from '../../sentence/index.ts';
import type { SayOperation } from '../wording.ts';

export const sayRollingPropertyUpdated: SayOperation = ({ operator, numberOfDays }, name) => {
  const count = numberOf(numberOfDays);
  const days = count === undefined ? '(no number of) days' : count === 1 ? 'day' : amount(count, 'DAYS');
  const word = operator === 'NOT_UPDATED_IN_LAST_X_DAYS' ? 'was not changed' : 'was changed';
  return [name, text(` ${word} in the last ${days}`)];
};
