/**
 * What queries, paths and bodies are made of. Types are read with tolerance anyway (`parseInput`); these say what comes in every
 * query without a second reading, and where the database has bounds that types do not know.
 */
import { numberIn, truthIn } from '@millrace/core/problem';
import type { EpochMillis } from '@millrace/core/time';
import { z } from 'zod';

/** A yes-or-no parameter: true and false in any case, as the SDKs of several languages write them. */
export const truth = z.preprocess(
  (given) => (typeof given === 'string' ? (truthIn(given) ?? given) : given),
  z.boolean(),
);

/** A yes-or-no parameter; no when it is not there. */
export const flag = truth.default(false);

/** A whole number within bounds, or its text. */
export function whole(least: number, most: number) {
  return z.preprocess(
    (given) => (typeof given === 'string' ? (numberIn(given) ?? given) : given),
    z.int().min(least).max(most),
  );
}

/** An id of this server: decimal text, or the number, as clients send both. */
export function idOf(what: string) {
  return z.preprocess(
    (given) => (typeof given === 'number' ? String(given) : given),
    z.string().regex(/^\d{1,18}$/, `must be ${what}: digits only`),
  );
}

/** Instants lie in these years, so that they have four digits in every zone. */
const EARLIEST: EpochMillis = Date.parse('0001-01-01T00:00:00Z');
export const INSTANT_LATEST: EpochMillis = Date.parse('9998-12-31T23:59:59.999Z');

const INSTANT_WORDS =
  'must be an instant of the years 1 to 9998, such as "2027-01-31T09:00:00Z" or milliseconds since 1970';

/** ISO 8601 with a zone, or milliseconds since 1970; read as milliseconds. */
export const instant = z
  .preprocess((given) => (typeof given === 'number' ? String(given) : given), z.string())
  .transform((text, context): EpochMillis => {
    const at = /^-?\d{1,17}$/.test(text)
      ? Number(text)
      : z.iso.datetime({ offset: true }).safeParse(text).success
        ? Date.parse(text)
        : Number.NaN;
    if (at >= EARLIEST && at <= INSTANT_LATEST) return at;
    context.addIssue({ code: 'custom', message: INSTANT_WORDS, params: { code: 'INVALID_DATE' } });
    return z.NEVER;
  });

/** Milliseconds since 1970. */
export const epochMillis = whole(0, INSTANT_LATEST);
