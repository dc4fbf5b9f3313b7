import { entryFor, text } from '../../sentence/index.ts';
import { theValue } from '../say-values.ts';
import type { SayOperation } from '../wording.ts';

const WORDS: Readonly<Record<string, string>> = {
  IS_NOT_EQUAL_TO: 'is not',
  CONTAINS: 'contains',
  DOES_NOT_CONTAIN: 'does not contain',
  STARTS_WITH: 'starts with',
  ENDS_WITH: 'ends with',
  HAS_EVER_BEEN_EQUAL_TO: 'has ever been',
  HAS_NEVER_BEEN_EQUAL_TO: 'has never been',
  HAS_EVER_CONTAINED: 'has ever contained',
  HAS_NEVER_CONTAINED: 'has never contained',
};

export const sayString: SayOperation = (operation, name, wording) => [
  name,
  text(` ${entryFor(WORDS, operation['operator']) ?? 'is'} `),
  theValue(operation, wording),
];
