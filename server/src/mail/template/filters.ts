import { escapeHtml, numberOf, Safe, textOf, type Value } from './value.ts';

export type Filter = (value: Value, args: readonly Value[]) => Value;

/** The filters that templates may use. */
export const FILTERS: ReadonlyMap<string, Filter> = new Map<string, Filter>([
  ['capitalize', (value) => onText(value, (text) => text.slice(0, 1).toUpperCase() + text.slice(1))],
  ['d', orDefault],
  ['default', orDefault],
  ['e', escaped],
  ['escape', escaped],
  ['float', (value) => numberOf(value) ?? 0],
  ['int', (value) => Math.trunc(numberOf(value) ?? 0)],
  ['length', (value) => [...textOf(value)].length],
  ['lower', (value) => onText(value, (text) => text.toLowerCase())],
  ['safe', (value) => new Safe(textOf(value))],
  ['string', (value) => textOf(value)],
  ['title', (value) => onText(value, titled)],
  ['trim', (value) => onText(value, (text) => text.trim())],
  ['truncate', (value, [length = 255]) => truncated(textOf(value), numberOf(length) ?? 0)],
  ['upper', (value) => onText(value, (text) => text.toUpperCase())],
  ['urlencode', (value) => encodeURIComponent(textOf(value).toWellFormed())],
]);

/** A property without a value and one with the empty text are the same to the reader of a mail. */
function orDefault(value: Value, [other = '']: readonly Value[]): Value {
  return value === null || value === '' ? other : value;
}

function escaped(value: Value): Value {
  return value instanceof Safe ? value : new Safe(escapeHtml(textOf(value)));
}

function onText(value: Value, change: (text: string) => string): Value {
  return value === null ? null : change(textOf(value));
}

function titled(text: string): string {
  return text
    .toLowerCase()
    .replace(/(^|[\s-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}

function truncated(text: string, length: number): string {
  const characters = [...text];
  return characters.length <= length ? text : characters.slice(0, Math.max(0, length - 1)).join('') + '…';
}
