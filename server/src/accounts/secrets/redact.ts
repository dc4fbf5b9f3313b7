import { formsOf } from './forms.ts';

/** Shorter values are not looked for: they would be found everywhere. */
export const REDACTED_CHARACTERS_MIN = 6;

/** What stands in the place of a secret. */
const PLACEHOLDER = '[secret]';

/** In shorter texts nothing is looked for that the end of the text cuts off: nobody cuts them. */
const CUT_CHARACTERS_MIN = 200;

/** Begins of forms are told apart by two characters first, as one of so many. */
const BEGINS = 65_536;

/** Takes secrets out of a text. */
export type Redact = (text: string) => string;

/**
 * Replaces values in all their forms, and the beginning of one that a text was cut in. One pass over a text, whatever the
 * number of values: most places are ruled out by their first two characters.
 */
export function redactorFor(values: readonly string[]): Redact {
  const forms = [...new Set(values.filter(isLongEnough).flatMap(formsOf).filter(isLongEnough))];
  if (forms.length === 0) return (text) => text;
  // The longest first: one secret may begin another.
  const byBegin = Map.groupBy(
    forms.toSorted((a, b) => b.length - a.length),
    (form) => beginAt(form, 0),
  );
  const begins = new Uint8Array(BEGINS);
  for (const begin of byBegin.keys()) begins[begin] = 1;
  return (text) => {
    let shown = '';
    let from = 0;
    for (let at = 0; at <= text.length - REDACTED_CHARACTERS_MIN; at++) {
      const begin = beginAt(text, at);
      if (begins[begin] === 0) continue;
      const length = foundAt(text, at, byBegin.get(begin)!);
      if (length === 0) continue;
      shown += text.slice(from, at) + PLACEHOLDER;
      from = at + length;
      at = from - 1;
    }
    return from === 0 ? text : shown + text.slice(from);
  };
}

/** A plain value with every text in it redacted, names of members too: receivers and code choose them. */
export function deepRedacted<T>(value: T, redact: Redact): T {
  if (typeof value === 'string') return redact(value) as T;
  if (Array.isArray(value)) return value.map((each) => deepRedacted(each, redact)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [redact(name), deepRedacted(each, redact)]),
  ) as T;
}

/** Characters of the form that stands here, or begins here and is cut off by the end of the text; 0 without one. */
function foundAt(text: string, at: number, forms: readonly string[]): number {
  const left = text.length - at;
  const found = forms.find((form) =>
    form.length <= left
      ? text.startsWith(form, at)
      : text.length >= CUT_CHARACTERS_MIN && form.startsWith(text.slice(at)),
  );
  return found === undefined ? 0 : Math.min(found.length, left);
}

function beginAt(text: string, at: number): number {
  return (text.charCodeAt(at) * 257 + text.charCodeAt(at + 1)) % BEGINS;
}

function isLongEnough(value: string): boolean {
  return value.length >= REDACTED_CHARACTERS_MIN;
}
