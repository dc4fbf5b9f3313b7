/**
 * What is wrong with an input, said so that a person can mend it: the member by its path, the value in quotes.
 * Every parser of the product answers with these; the API carries them in `errors[]`.
 */
import type { z } from 'zod';

/** One thing wrong. `path` is written as code would: `actions[3].connection.nextActionId`; empty for the whole input. */
export interface Problem {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Problems quote at most this many characters of a value. */
const QUOTED_CHARACTERS = 80;

/** Parses with a zod schema; its issues come back as problems below `at`. */
export function parseWith<T>(schema: z.ZodType<T>, input: unknown, at = ''): Parsed<T> {
  const result = schema.safeParse(input, { reportInput: true });
  if (result.success) return { ok: true, value: result.data };
  return { ok: false, problems: problemsOf(result.error.issues, input, at) };
}

export function problemsOf(issues: readonly z.core.$ZodIssue[], input: unknown, at = ''): Problem[] {
  return issues.flatMap((issue) => problemsOfIssue(issue, input, at));
}

/** The member at `path` below `at`, as a reader would write it in code. */
export function pathOf(path: readonly PropertyKey[], at = ''): string {
  let text = at;
  for (const key of path) {
    if (typeof key === 'number') text += `[${key}]`;
    else text += text === '' ? String(key) : `.${String(key)}`;
  }
  return text;
}

/** A value as it is quoted in a message: JSON, shortened. */
export function quote(value: unknown): string {
  const text = value === undefined ? 'nothing' : (JSON.stringify(value) ?? String(value));
  return text.length > QUOTED_CHARACTERS ? `${text.slice(0, QUOTED_CHARACTERS)}…` : text;
}

function problemsOfIssue(issue: z.core.$ZodIssue, input: unknown, at: string): Problem[] {
  const path = pathOf(issue.path, at);
  const member = path === '' ? 'The input' : path;
  const found = valueAt(input, issue.path);
  switch (issue.code) {
    case 'invalid_type':
      return found === undefined
        ? [{ path, code: 'REQUIRED', message: `${member} is required.` }]
        : [{ path, code: 'WRONG_TYPE', message: `${member} must be ${article(issue.expected)}, not ${quote(found)}.` }];
    case 'invalid_value':
      return found === undefined
        ? [{ path, code: 'REQUIRED', message: `${member} is required: ${oneOf(issue.values)}.` }]
        : [{ path, code: 'NOT_ALLOWED', message: `${member} must be ${oneOf(issue.values)}, not ${quote(found)}.` }];
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: pathOf([key], path),
        code: 'UNKNOWN_MEMBER',
        message: `${pathOf([key], path)} is not a member that is known here.`,
      }));
    case 'too_small':
    case 'too_big': {
      const bound = issue.code === 'too_small' ? `at least ${issue.minimum}` : `at most ${issue.maximum}`;
      const what = issue.origin === 'string' ? ' characters' : issue.origin === 'array' ? ' items' : '';
      return [{ path, code: 'OUT_OF_RANGE', message: `${member} must ${what ? 'have' : 'be'} ${bound}${what}, not ${quote(found)}.` }];
    }
    case 'invalid_union': {
      if (issue.note === 'No matching discriminator' || issue.discriminator !== undefined) {
        const allowed = 'options' in issue && Array.isArray(issue.options) ? ` ${oneOf(issue.options as unknown[])}` : ' one of the known kinds';
        return found === undefined || issue.path.length === 0
          ? [{ path, code: 'REQUIRED', message: `${member} is required:${allowed}.` }]
          : [{ path, code: 'NOT_ALLOWED', message: `${member} must be${allowed}, not ${quote(found)}.` }];
      }
      return [{ path, code: 'NOT_ALLOWED', message: `${member} has none of the forms that are known here: ${quote(found)}.` }];
    }
    case 'invalid_format':
      return [{ path, code: 'WRONG_FORMAT', message: `${member} must be ${article(issue.format)}, not ${quote(found)}.` }];
    default:
      return [{ path, code: 'INVALID', message: `${member}: ${issue.message} (${quote(found)})` }];
  }
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const key of path) {
    if (value === null || typeof value !== 'object') return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

function article(expected: string): string {
  return /^[aeiou]/.test(expected) ? `an ${expected}` : `a ${expected}`;
}

function oneOf(values: readonly unknown[]): string {
  return values.length === 1 ? quote(values[0]) : `one of ${values.map(quote).join(', ')}`;
}
