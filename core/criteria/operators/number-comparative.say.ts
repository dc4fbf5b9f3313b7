import { entryFor, text } from '../../sentence/index.ts';
import { theOther } from '../say-values.ts';
import type { SayOperation } from '../wording.ts';

const WORDS: Readonly<Record<string, string>> = {
  IS_NOT_EQUAL_TO: 'is not equal to',
  IS_GREATER_THAN: 'is greater than',
  IS_GREATER_THAN_OR_EQUAL_TO: 'is at least as much as',
  IS_LESS_THAN: 'is less than',
  IS_LESS_THAN_OR_EQUAL_TO: 'is at most as much as',
};

export const sayNumberComparative: SayOperation = (operation, name, wording) => [
  name,
  text(` ${entryFor(WORDS, operation['operator']) ?? 'is equal to'} `),
  ...theOther(operation, wording),
];
