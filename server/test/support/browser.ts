import { expect } from 'vitest';
import type { Answer, Millrace } from './millrace.ts';

/** A person at a browser: every request carries the cookie, and says that a page of the server makes it. */
export interface Browser {
  /** What stands in the header Cookie. */
  readonly cookie: string;
  call(
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer>;
}

/** What a browser says of a request that a page of the server makes. */
export const OWN_PAGE = { 'sec-fetch-site': 'same-origin' };

/** Signs in as a person does, with an access token or the code of a link. */
export async function signIn(
  millrace: Pick<Millrace, 'call' | 'token'>,
  shown: { readonly token: string } | { readonly code: string } = { token: millrace.token },
): Promise<Browser> {
  const answer = await ask(millrace, '', 'POST', '/millrace/v1/session', shown);
  expect(answer.status, JSON.stringify(answer.body)).toBe(204);
  return browserWith(millrace, cookieOf(answer));
}

/** A browser that holds just this cookie. */
export function browserWith(millrace: Pick<Millrace, 'call'>, cookie: string): Browser {
  return {
    cookie,
    call: (method, path, body, headers) => ask(millrace, cookie, method, path, body, headers),
  };
}

/** The cookie that an answer sets, as a browser sends it back. */
export function cookieOf({ headers }: Answer): string {
  return (headers.get('set-cookie') ?? '').split(';')[0]!;
}

function ask(
  { call }: Pick<Millrace, 'call'>,
  cookie: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  // Without a token: an empty header is none.
  return call(method, path, body, {
    authorization: '',
    ...(cookie ? { cookie } : {}),
    ...OWN_PAGE,
    ...headers,
  });
}
