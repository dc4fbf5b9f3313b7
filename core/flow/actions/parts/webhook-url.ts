import { type Problem, quote } from '../../../problem/index.ts';
import type { RunContext } from '../../engine/index.ts';
import { type Resolved, resolveText } from '../../values/index.ts';

/** Characters of a URL with its query: as many as servers commonly read. */
export const URL_CHARACTERS_MAX = 16_000;

/** The part of a URL that decides whom it reaches. */
const ORIGIN = /^[^/?#]*\/\/[^/?#]*/;

/** What stands in for tokens where the rest is read. */
const TOKEN = /\{\{.*?\}\}/gs;

/** The host of a URL, for which no token may stand; or what is wrong with the URL. */
export function hostOf(webhookUrl: string): { readonly host: string } | { readonly problem: Problem } {
  const url = URL.parse(webhookUrl.replace(TOKEN, 'x'));
  if (!url || !/^https?:$/.test(url.protocol))
    return problem(`webhookUrl ${quote(webhookUrl)} is no URL: it must begin with https://.`);
  if ((ORIGIN.exec(webhookUrl)?.[0] ?? '').includes('{{'))
    return problem(
      `webhookUrl ${quote(webhookUrl)} has a token in its host: whom it calls must be written out.`,
    );
  if (url.username !== '' || url.password !== '')
    return problem('webhookUrl has a user or a password in it: use authSettings, which keep it secret.');
  return { host: url.host };
}

function problem(message: string): { readonly problem: Problem } {
  return { problem: { path: 'webhookUrl', code: 'INVALID_URL', message } };
}

/** The URL with its tokens filled in, and its query behind the one that it has. */
export function filledUrl(
  webhookUrl: string,
  query: readonly (readonly [name: string, value: string | null])[],
  run: RunContext,
): Resolved {
  const resolved = resolveText(webhookUrl, run, 'url');
  if (resolved.kind !== 'value') return resolved;
  const url = new URL(resolved.value ?? '');
  const added = query.map(([name, value]) => `${encoded(name)}=${encoded(value ?? '')}`);
  url.search = [url.search.slice(1), ...added].filter((part) => part !== '').join('&');
  url.hash = '';
  if (url.href.length <= URL_CHARACTERS_MAX) return { kind: 'value', value: url.href };
  const message = `The URL with its query has ${url.href.length} characters; it may have ${URL_CHARACTERS_MAX}.`;
  return { kind: 'failed', reason: 'URL_TOO_LONG', message };
}

function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
