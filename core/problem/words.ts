/** Types, bounds and choices in words. */
import type * as z from 'zod';
import { QUOTED_CHARACTERS, quote } from './quote.ts';

const COUNTED: Readonly<Record<string, string>> = {
  string: ' characters',
  array: ' items',
  set: ' items',
  map: ' members',
};

/** "be at least 3", "have at most 20 items", "be more than 0". */
export function boundOf(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string {
  const counted = COUNTED[issue.origin] ?? '';
  const [bound, words] =
    issue.code === 'too_small'
      ? [issue.minimum, issue.inclusive === false ? 'more than' : 'at least']
      : [issue.maximum, issue.inclusive === false ? 'less than' : 'at most'];
  return `${counted ? 'have' : 'be'} ${words} ${bound}${Number(bound) === 1 ? counted.replace(/s$/, '') : counted}`;
}

/** A long value is told by its length rather than its beginning. */
export function lengthOf(origin: string, found: unknown): string {
  if (origin === 'array' && Array.isArray(found)) return String(found.length);
  if (origin === 'string' && typeof found === 'string' && found.length > QUOTED_CHARACTERS)
    return String(found.length);
  return quote(found);
}

/** JSON's names for zod's types, where they differ. */
const NAMES: Readonly<Record<string, string>> = {
  int: 'integer',
  record: 'object',
  bool: 'boolean',
  never: 'absent',
};

export function article(expected: string): string {
  const name = NAMES[expected] ?? expected;
  if (name === 'absent') return name;
  return /^[aeiou]/.test(name) ? `an ${name}` : `a ${name}`;
}

export function oneOf(values: readonly unknown[]): string {
  return values.length === 1 ? quote(values[0]) : `one of ${values.map(quote).join(', ')}`;
}

/** Members listed in the problem of an unknown one. */
const MEMBERS_TOLD = 30;

export function shortList(names: readonly string[]): string {
  const told = names.slice(0, MEMBERS_TOLD).join(', ');
  return names.length > MEMBERS_TOLD ? `${told}, …` : told;
}
