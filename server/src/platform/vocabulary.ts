/**
 * The parts of queries, paths and bodies. `parseInput` reads types with tolerance anyway; these spare every query a second
 * reading, and know the database's bounds.
 */
import { numberIn, truthIn } from '@millrace/core/problem';
import { type EpochMillis, monthNumber } from '@millrace/core/time';
import { z } from 'zod';

/** A yes-or-no parameter: true and false in any case, as the SDKs of several languages write them. */
export const truth = z.preprocess(
  (given) => (typeof given === 'string' ? (truthIn(given) ?? given) : given),
  z.boolean(),
);

/** A yes-or-no parameter; by default no. */
export const flag = truth.default(false);

/** A whole number within bounds, or its text. */
export function whole(least: number, most: number) {
  return z.preprocess(
    (given) => (typeof given === 'string' ? (numberIn(given) ?? given) : given),
    z.int().min(least).max(most),
  );
}

/** Characters of a text that is looked for in names. */
const SEARCH_CHARACTERS_MAX = 200;

/** A text that is looked for in names. */
export const searchText = z
  .string()
  .max(SEARCH_CHARACTERS_MAX)
  .refine((text) => !text.includes('\0') && text.isWellFormed(), 'has characters that cannot be stored');

/** An id of this server: decimal text, or the number, as clients send both. */
export function idOf(what: string) {
  return z.preprocess(
    (given) => (typeof given === 'number' ? String(given) : given),
    z.string().regex(/^\d{1,18}$/, `must be ${what}: digits only`),
  );
}

/** One of these names, or several with commas between. */
export function severalOf<const Name extends string>(names: readonly Name[]) {
  return z.string().transform((text, context): readonly Name[] => {
    const named = [...new Set(text.split(','))];
    const wrong = named.find((each) => !names.some((name) => name === each));
    if (wrong === undefined) return named as Name[];
    const message = `${JSON.stringify(wrong)} is not one of ${names.join(', ')}`;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });
}

/** A name in a path; NUL is in no name that the database keeps. */
export const pathName = z.string().regex(/^[^\0]*$/, 'has characters that are in no name');

/** An id of any kind: text, or a number, as clients send both. */
export function idText() {
  return z.union([z.string(), z.number().int().nonnegative()]).transform(String);
}

/** Instants lie in these years, so that they have four digits in every zone. */
const EARLIEST: EpochMillis = Date.parse('0001-01-01T00:00:00Z');
export const INSTANT_LATEST: EpochMillis = Date.parse('9998-12-31T23:59:59.999Z');

const INSTANT_WORDS =
  'must be an instant of the years 1 to 9998, such as "2027-01-31T09:00:00Z" or milliseconds since 1970';

/** ISO 8601 with a zone, the text of a JavaScript Date, or milliseconds since 1970; read as milliseconds. */
export const instant = z
  .preprocess((given) => (typeof given === 'number' ? String(given) : given), z.string())
  .transform((text, context): EpochMillis => {
    const at = /^-?\d{1,17}$/.test(text) ? Number(text) : instantIn(text);
    if (at >= EARLIEST && at <= INSTANT_LATEST) return at;
    context.addIssue({ code: 'custom', message: INSTANT_WORDS, params: { code: 'INVALID_DATE' } });
    return z.NEVER;
  });

/** JavaScript's text of a Date: `Thu Nov 26 2026 16:00:00 GMT+0000 (Coordinated Universal Time)`. */
const DATE_TEXT =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ([A-Z][a-z]{2}) (\d{2}) (\d{4}) (\d{2}:\d{2}:\d{2}) GMT([+\- ]\d{2})(\d{2})(?: \([^()]*\))?$/;

/** An instant from text; NaN when it is none. The plus of an offset is read where a URL made a space of it. */
function instantIn(text: string): number {
  const [, month = '', day, year, time, hours, minutes] = DATE_TEXT.exec(text) ?? [];
  const written =
    month === ''
      ? text
      : `${year}-${String(monthNumber(month) ?? 0).padStart(2, '0')}-${day}T${time}${hours}:${minutes}`;
  const whole = written.replace(/ (?=\d{2}:\d{2}$)/, '+');
  return z.iso.datetime({ offset: true }).safeParse(whole).success ? Date.parse(whole) : Number.NaN;
}

/** Milliseconds since 1970. */
export const epochMillis = whole(0, INSTANT_LATEST);
