import { and, entryFor, text } from '../../sentence/index.ts';
import { oneOrSeveral, theValues } from '../say-values.ts';
import type { SayOperation } from '../wording.ts';

/** The words for one value, for several, and what stands between these. */
const WORDS: Readonly<Record<string, readonly [one: string, several: string, between?: 'and']>> = {
  IS_ANY_OF: ['is', 'is any of'],
  IS_NONE_OF: ['is not', 'is none of'],
  IS_EXACTLY: ['is exactly', 'is exactly', 'and'],
  IS_NOT_EXACTLY: ['is not exactly', 'is not exactly', 'and'],
  CONTAINS_ALL: ['contains', 'contains all of', 'and'],
  DOES_NOT_CONTAIN_ALL: ['does not contain', 'does not contain all of', 'and'],
  HAS_EVER_BEEN_ANY_OF: ['has ever been', 'has ever been any of'],
  HAS_NEVER_BEEN_ANY_OF: ['has never been', 'has never been any of'],
  HAS_EVER_BEEN_EXACTLY: ['has ever been exactly', 'has ever been exactly', 'and'],
  HAS_NEVER_BEEN_EXACTLY: ['has never been exactly', 'has never been exactly', 'and'],
  HAS_EVER_CONTAINED_ALL: ['has ever contained', 'has ever contained all of', 'and'],
  HAS_NEVER_CONTAINED_ALL: ['has never contained', 'has never contained all of', 'and'],
};

export const sayEnumeration: SayOperation = (operation, name, wording) => {
  const [one, several, between] = entryFor(WORDS, operation['operator']) ?? ['is', 'is any of'];
  const values = theValues(operation, wording);
  if (!between) return [name, ...oneOrSeveral(values, one, several)];
  return [name, text(` ${values.length === 1 ? one : several} `), ...and(values.map((value) => [value]))];
};
