import type { Rendering } from '../rendering.ts';
import { FilterError } from '../template-error.ts';
import { textOf, type Value } from '../value.ts';
import { shownValue } from './filter.ts';

/** Dates and numbers are written so where nothing else is said. */
export const USUAL_LOCALE = 'en-US';

/** The language tag of an argument, or else of the reader. `en_US` is `en-US`. */
export function localeOf(argument: Value, { place }: Rendering): string {
  const text = argument === null || argument === '' ? (place?.locale ?? USUAL_LOCALE) : textOf(argument);
  const tag = localeTag(text);
  if (tag === undefined) throw new FilterError(`${shownValue(text)} is no locale, such as "en-US"`);
  return tag;
}

/** A language tag in its usual spelling; undefined when it is none. */
export function localeTag(text: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(text.replaceAll('_', '-'))[0];
  } catch {
    return undefined;
  }
}

/** Formats that are kept: making one takes a hundred times as long as using it. */
const KEPT_MAX = 500;

const numbers = new Map<string, Intl.NumberFormat>();
const dates = new Map<string, Intl.DateTimeFormat>();

export function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return kept(numbers, locale, options, () => new Intl.NumberFormat(locale, options));
}

export function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return kept(dates, locale, options, () => new Intl.DateTimeFormat(locale, options));
}

function kept<F>(formats: Map<string, F>, locale: string, options: object, make: () => F): F {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known) return known;
  if (formats.size >= KEPT_MAX) formats.clear();
  const made = make();
  formats.set(key, made);
  return made;
}
