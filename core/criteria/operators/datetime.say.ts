import { entryFor, text } from '../../sentence/index.ts';
import { type Grain, theMoment } from '../say-moments.ts';
import type { SayOperation } from '../wording.ts';

const WORDS: Readonly<Record<string, readonly [string, Grain]>> = {
  IS_EQUAL_TO: ['is on', 'DAY'],
  IS_BEFORE: ['is before', 'INSTANT'],
  IS_AFTER: ['is after', 'INSTANT'],
  IS_BEFORE_DATE: ['is before', 'DAY'],
  IS_AFTER_DATE: ['is after', 'DAY'],
};

export const sayDatetime: SayOperation = (operation, name, wording) => {
  const [word, grain] = entryFor(WORDS, operation['operator']) ?? ['is on', 'DAY'];
  return [name, text(` ${word} `), theMoment(operation['timestamp'], grain, operation, wording)];
};
