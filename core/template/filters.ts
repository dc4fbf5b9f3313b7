import type { Budget } from './budget.ts';
import { escapeHtml, numberOf, Safe, textOf, type Value } from './value.ts';

/** Pays for every character that it reads before it does so. */
export type Filter = (value: Value, args: readonly Value[], budget: Budget) => Value;

/** Characters that cost as much time to look at one by one as this many that are copied. */
const ONE_BY_ONE = 10;

/** The filters that templates may use. */
export const FILTERS: ReadonlyMap<string, Filter> = new Map<string, Filter>([
  ['capitalize', onText((text) => text.slice(0, 1).toUpperCase() + text.slice(1))],
  ['d', orDefault],
  ['default', orDefault],
  ['e', escaped],
  ['escape', escaped],
  ['float', (value) => numberOf(value) ?? 0],
  ['int', (value) => Math.trunc(numberOf(value) ?? 0)],
  ['length', (value, _, budget) => charactersOf(value, budget).length],
  ['lower', onText((text) => text.toLowerCase())],
  ['safe', (value) => new Safe(textOf(value))],
  ['string', (value) => textOf(value)],
  ['title', onText(titled, ONE_BY_ONE)],
  ['trim', onText((text) => text.trim())],
  ['truncate', truncated],
  ['upper', onText((text) => text.toUpperCase())],
  ['urlencode', onText((text) => encodeURIComponent(text.toWellFormed()), ONE_BY_ONE)],
]);

/** A property without a value and one with the empty text are the same to the reader of a mail. */
export function orDefault(value: Value, [other = '']: readonly Value[]): Value {
  return value === null || value === '' ? other : value;
}

function escaped(value: Value, _: readonly Value[], budget: Budget): Value {
  if (value instanceof Safe) return value;
  budget.spend(textOf(value).length);
  return new Safe(escapeHtml(textOf(value)));
}

/** No value stays none. */
function onText(change: (text: string) => string, operations = 1): Filter {
  return (value, _, budget) => {
    if (value === null) return null;
    const text = textOf(value);
    budget.spend(text.length * operations);
    return change(text);
  };
}

/** The first letter of each word in upper case, the others in lower case. A word begins the text, or follows a space or hyphen. */
function titled(text: string): string {
  return text
    .toLowerCase()
    .split(/(?<=[\s-])/)
    .map((word) => {
      const first = word.codePointAt(0);
      if (first === undefined) return word;
      const letter = String.fromCodePoint(first);
      return letter.toUpperCase() + word.slice(letter.length);
    })
    .join('');
}

function truncated(value: Value, [most = 255]: readonly Value[], budget: Budget): Value {
  const characters = charactersOf(value, budget);
  const length = numberOf(most) ?? 0;
  if (characters.length <= length) return textOf(value);
  return `${characters.slice(0, Math.max(0, length - 1)).join('')}…`;
}

function charactersOf(value: Value, budget: Budget): string[] {
  const text = textOf(value);
  budget.spend(text.length * ONE_BY_ONE);
  return [...text];
}
