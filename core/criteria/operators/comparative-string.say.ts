import { entryFor, text } from '../../sentence/index.ts';
import { theOther } from '../say-values.ts';
import type { SayOperation } from '../wording.ts';

const WORDS: Readonly<Record<string, string>> = {
  IS_EQUAL_TO: 'is the same as',
  IS_NOT_EQUAL_TO: 'is not the same as',
  CONTAINS: 'contains the value of',
  DOES_NOT_CONTAIN: 'does not contain the value of',
  STARTS_WITH: 'starts with the value of',
  ENDS_WITH: 'ends with the value of',
};

export const sayComparativeString: SayOperation = (operation, name, wording) => [
  name,
  text(` ${entryFor(WORDS, operation['operator']) ?? 'is compared with'} `),
  ...theOther(operation, wording),
];
