import { entryFor, text } from '../../sentence/index.ts';
import { theValue } from '../say-values.ts';
import type { SayOperation } from '../wording.ts';

const WORDS: Readonly<Record<string, string>> = {
  IS_NOT_EQUAL_TO: 'is not',
  IS_GREATER_THAN: 'is greater than',
  IS_GREATER_THAN_OR_EQUAL_TO: 'is at least',
  IS_LESS_THAN: 'is less than',
  IS_LESS_THAN_OR_EQUAL_TO: 'is at most',
  HAS_EVER_BEEN_EQUAL_TO: 'has ever been',
  HAS_NEVER_BEEN_EQUAL_TO: 'has never been',
};

export const sayNumber: SayOperation = (operation, name, wording) => {
  const words = { label: '', ...wording.words, type: 'number' };
  const word = entryFor(WORDS, operation['operator']) ?? 'is';
  return [name, text(` ${word} `), theValue(operation, { ...wording, words })];
};
