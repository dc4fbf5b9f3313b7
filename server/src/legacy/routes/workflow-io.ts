import { quote } from '@millrace/core/problem';
import { invalid } from '../../platform/index.ts';

/** What every call needs. */
export const config = { scopes: ['automation'] };

/** A number in a path. 400 in the original's words when it is none. */
export function pathNumber(name: string, text: string): string {
  if (/^\d{1,18}$/.test(text)) return text;
  const message = `Unable to parse value for path parameter: ${name}. ${quote(text)} is not a number.`;
  throw invalid([{ path: name, code: 'WRONG_FORMAT', message }], message);
}
