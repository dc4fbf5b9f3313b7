import { quote } from '@millrace/core/problem';
import { z } from 'zod';
import { invalid } from '../../platform/index.ts';

/** What every call needs. */
export const config = { scopes: ['automation'] };

/** The end of the year 9999: later instants cannot be written. */
const INSTANT_MAX = 253_402_300_799_999;

/** Milliseconds since 1970, in a query. */
export const instant = z
  .string()
  .regex(/^\d{1,15}$/, 'must be milliseconds since 1970')
  .transform(Number)
  .pipe(z.number().max(INSTANT_MAX));

/** A number in a path. 400 in the original's words when it is none. */
export function pathNumber(name: string, text: string): string {
  if (/^\d{1,18}$/.test(text)) return text;
  const message = `Unable to parse value for path parameter: ${name}. ${quote(text)} is not a number.`;
  throw invalid([{ path: name, code: 'WRONG_FORMAT', message }], message);
}
