import { entryFor } from '../../sentence/index.ts';
import { oneOrSeveral, theValues } from '../say-values.ts';
import type { SayOperation } from '../wording.ts';

const WORDS: Readonly<Record<string, readonly [one: string, several: string]>> = {
  IS_EQUAL_TO: ['is', 'is any of'],
  IS_NOT_EQUAL_TO: ['is not', 'is none of'],
  CONTAINS: ['contains', 'contains any of'],
  DOES_NOT_CONTAIN: ['does not contain', 'contains none of'],
  STARTS_WITH: ['starts with', 'starts with any of'],
  ENDS_WITH: ['ends with', 'ends with any of'],
  CONTAINS_EXACTLY: ['contains exactly', 'contains exactly any of'],
  DOES_NOT_CONTAIN_EXACTLY: ['does not contain exactly', 'contains exactly none of'],
  HAS_EVER_BEEN_EQUAL_TO: ['has ever been', 'has ever been any of'],
  HAS_NEVER_BEEN_EQUAL_TO: ['has never been', 'has never been any of'],
};

export const sayMultistring: SayOperation = (operation, name, wording) => {
  const [one, several] = entryFor(WORDS, operation['operator']) ?? ['is', 'is any of'];
  return [name, ...oneOrSeveral(theValues(operation, wording), one, several)];
};
