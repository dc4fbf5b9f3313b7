import { fold, orderedKey } from '@millrace/core/criteria';
import type { Comparison, SearchIndex } from '@millrace/core/crm';
import { choicesIn } from './value-kind.ts';

/** Characters (code points) of a key of a value; longer ones are cut, and compared in the record. */
export const KEY_CHARACTERS_MAX = 200;
/** Characters (code points) of a key of a word, from where the word begins. */
export const WORD_KEY_CHARACTERS_MAX = 32;
/** Words of one value; one that has more is found by every word, and looked into. */
export const WORDS_OF_VALUE_MAX = 100;

/** Is found by every word. */
export const ANY_WORD = '';

/** What a record with a value is found by in an index: texts in the order of bytes, each once. */
export function keysOf(
  { kind, compares }: Pick<SearchIndex, 'kind' | 'compares'>,
  value: string,
): readonly string[] {
  return kind === 'WORDS' ? wordKeys(value) : valueKeys(compares, value);
}

function valueKeys(compares: Comparison, value: string): readonly string[] {
  if (compares === 'CHOICES') return [...new Set(choicesIn(value).map((choice) => cut(choice)))];
  const key = valueKey(compares, value);
  return key === undefined ? [] : [key];
}

/** The key of one value, or of one choice; undefined for what is no value of its kind. */
export function valueKey(compares: Comparison, value: string): string | undefined {
  switch (compares) {
    case 'NUMBER': {
      const key = orderedKey(value);
      return key === undefined ? undefined : cut(key);
    }
    case 'TEXT':
      return cut(fold(value));
    case 'EXACT':
    case 'CHOICES':
      return cut(value);
  }
}

/** Whether a key tells the whole value. */
export function isWholeKey(key: string): boolean {
  return key.length < KEY_CHARACTERS_MAX;
}

/** The beginnings of words in a text, each with what follows it up to the next space; none that begins another one. */
function wordKeys(value: string): readonly string[] {
  const keys = new Set<string>();
  for (const part of fold(value).split(/\s+/)) {
    for (const { index } of part.matchAll(WORD_START)) {
      keys.add(cut(part.slice(index, index + 2 * WORD_KEY_CHARACTERS_MAX), WORD_KEY_CHARACTERS_MAX));
      if (keys.size > WORDS_OF_VALUE_MAX) return [ANY_WORD];
    }
  }
  const sorted = [...keys].sort(byBytes);
  return sorted.filter((key, at) => !sorted[at + 1]?.startsWith(key));
}

/** Where a letter or digit comes after what is none. */
const WORD_START = /(?<![\p{L}\p{Nd}])[\p{L}\p{Nd}]/gu;

/** Whether words can begin with a character. */
export function beginsWord(character: string): boolean {
  return /^[\p{L}\p{Nd}]/u.test(character);
}

/** As the database has them in order: by code points, which code units are not. */
function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function cut(text: string, most = KEY_CHARACTERS_MAX): string {
  return text.length < most ? text : Array.from(text).slice(0, most).join('');
}
