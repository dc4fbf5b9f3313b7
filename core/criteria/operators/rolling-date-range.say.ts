import { amount, entryFor, numberOf, text } from '../../sentence/index.ts';
import type { SayOperation } from '../wording.ts';

const WORDS: Readonly<Record<string, (days: string) => string>> = {
  IS_LESS_THAN_X_DAYS_AGO: (days) => `was less than ${days} ago`,
  IS_MORE_THAN_X_DAYS_AGO: (days) => `was more than ${days} ago`,
  IS_LESS_THAN_X_DAYS_FROM_NOW: (days) => `is less than ${days} from now`,
  IS_MORE_THAN_X_DAYS_FROM_NOW: (days) => `is more than ${days} from now`,
};

export const sayRollingDateRange: SayOperation = ({ operator, numberOfDays }, name) => {
  const count = numberOf(numberOfDays);
  const days = count === undefined ? '(no number of) days' : amount(count, 'DAYS');
  const word = entryFor(WORDS, operator) ?? WORDS['IS_LESS_THAN_X_DAYS_AGO']!;
  return [name, text(` ${word(days)}`)];
};
