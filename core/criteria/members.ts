/** The members of filters, operations and branches: lenient where real definitions are, strict in type. */
import * as z from 'zod';
import { isTimeZone, monthNumber } from '../time/index.ts';
import { MAX_OFFSET, MAX_VALUE_LENGTH, MAX_VALUES, MAX_YEARS } from './limits.ts';

/** Text that PostgreSQL can hold: no NUL, no half of a surrogate pair. */
export const text = z
  .string()
  .max(MAX_VALUE_LENGTH)
  .refine((value) => !value.includes('\0') && value.isWellFormed(), 'must be text without NUL characters');

export const name = text.min(1);

/** An id: a string, or a number that is read as one. */
export const id = z.union([name, z.int()]).transform(String);

export const texts = listOf(text, 1);
export const ids = listOf(id, 1);

/** An array of a filter, counted before its items are looked at: too many are one problem, not one for each. */
export function listOf<Item>(item: z.ZodType<Item>, least = 0) {
  return z.array(z.unknown()).min(least).max(MAX_VALUES).pipe(z.array(item));
}

/** A finite number, or text that spells one, as exports show it ("70.0"). */
export const number = z.unknown().transform((input, ctx) => {
  const value = typeof input === 'string' && input.trim() !== '' ? Number(input) : input;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  ctx.issues.push({ code: 'invalid_type', expected: 'number', input });
  return z.NEVER;
});

export const integer = number.pipe(z.int());
/** A number of days from now. */
export const days = integer.pipe(
  z
    .int()
    .min(0)
    .max(366 * MAX_YEARS),
);
export const offset = integer.pipe(z.int().min(-MAX_OFFSET).max(MAX_OFFSET));

/** A member that may be missing or null. */
export function optional<T>(schema: z.ZodType<T>) {
  return schema.nullish().transform((value) => value ?? undefined);
}

/** true, false, or either as text. */
export const bool = z.unknown().transform((input, ctx) => {
  const word = typeof input === 'string' ? input.toLowerCase() : input;
  if (word === true || word === 'true') return true;
  if (word === false || word === 'false') return false;
  ctx.issues.push({ code: 'invalid_type', expected: 'boolean', input });
  return z.NEVER;
});

const LATEST_MILLIS = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
const EARLIEST_MILLIS = Date.parse('0001-01-01T00:00:00Z');

/** Epoch milliseconds within the years 1 to 9999. */
export const timestamp = integer.pipe(z.int().min(EARLIEST_MILLIS).max(LATEST_MILLIS));

/** A month: its English name, its first three letters, or its number; read as 1 to 12. */
export const month = z.unknown().transform((input, ctx) => {
  const value = (typeof input === 'string' ? monthNumber(input) : undefined) ?? Number(input);
  if (Number.isInteger(value) && value >= 1 && value <= 12 && input !== true) return value;
  ctx.issues.push({ code: 'invalid_type', expected: 'month', input });
  return z.NEVER;
});

/** An IANA zone that this runtime knows. */
export const zone = z.string().refine(isTimeZone, 'must be an IANA time zone');
