import type { Parsed, Problem } from '@millrace/core/problem';
import { z } from 'zod';

const text = z.string().nullish();
const credentials = z.object({ user: text, password: text }).nullish();

/**
 * `authCreds` as the value of a header `Authorization`, by RFC 7617; undefined when they are empty. Problems name the
 * member and quote nothing.
 */
export function basicAuthorization(authCreds: unknown, at: string): Parsed<string | undefined> {
  const parsed = credentials.safeParse(authCreds);
  if (!parsed.success) return refused(parsed.error.issues.map(({ path }) => wrongType([at, ...path])));
  const { user, password } = parsed.data ?? {};
  if (!user && !password) return { ok: true, value: undefined };
  if (!user) return refused([missing(`${at}.user`, 'password')]);
  if (!password) return refused([missing(`${at}.password`, 'user')]);
  const problems = [
    ...(user.includes(':') ? [wrongFormat(`${at}.user`, 'must not have a colon')] : []),
    ...(isPlain(user) ? [] : [wrongFormat(`${at}.user`, 'must not have control characters')]),
    ...(isPlain(password) ? [] : [wrongFormat(`${at}.password`, 'must not have control characters')]),
  ];
  if (problems.length > 0) return refused(problems);
  return { ok: true, value: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` };
}

function isPlain(given: string): boolean {
  return given.isWellFormed() && !/\p{Cc}/u.test(given);
}

function refused(problems: readonly Problem[]): Parsed<never> {
  return { ok: false, problems };
}

function missing(path: string, other: string): Problem {
  return { path, code: 'REQUIRED', message: `${path} is required, since there is a ${other}.` };
}

function wrongFormat(path: string, words: string): Problem {
  return { path, code: 'WRONG_FORMAT', message: `${path} ${words}.` };
}

function wrongType(keys: readonly PropertyKey[]): Problem {
  const path = keys.map(String).join('.');
  const words = keys.length > 1 ? 'a string' : 'an object with user and password';
  return { path, code: 'WRONG_TYPE', message: `${path} must be ${words}.` };
}
