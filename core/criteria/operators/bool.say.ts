import { entryFor, text } from '../../sentence/index.ts';
import { theValue } from '../say-values.ts';
import type { SayOperation } from '../wording.ts';

const WORDS: Readonly<Record<string, string>> = {
  IS_NOT_EQUAL_TO: 'is not',
  HAS_EVER_BEEN_EQUAL_TO: 'has ever been',
  HAS_NEVER_BEEN_EQUAL_TO: 'has never been',
};

export const sayBool: SayOperation = (operation, name, wording) => {
  const words = wording.words?.options?.length ? wording.words : { label: '', type: 'bool' };
  return [
    name,
    text(` ${entryFor(WORDS, operation['operator']) ?? 'is'} `),
    theValue(operation, { ...wording, words }),
  ];
};
