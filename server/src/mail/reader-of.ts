import type { Engagement } from './note-engagement.ts';

/** What a request says of who makes it, in the headers of HTTP. */
export type RequestHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Programs that look through mails and pages, by how they call themselves. */
const MACHINES =
  /bot\b|crawl|spider|slurp|scanner|preview|barracuda|mimecast|proofpoint|symantec|trendmicro|safelinks|urldefense|facebookexternalhit/i;

const PHONES = /mobi|android|iphone|ipad/i;

/**
 * The device of who opens a mail; null for a machine that says so: by its name, or because it only loads ahead. Machines that call themselves
 * browsers are not told apart, such as the proxies of mail providers that load all images.
 */
export function readerOf(method: string, headers: RequestHeaders): Engagement['device'] | null {
  if (method !== 'GET') return null;
  const purpose = [headers['sec-purpose'], headers['purpose'], headers['x-purpose'], headers['x-moz']].join(
    ' ',
  );
  const agent = String(headers['user-agent'] ?? '');
  if (/prefetch|preview/i.test(purpose) || MACHINES.test(agent)) return null;
  return PHONES.test(agent) ? 'MOBILE' : 'COMPUTER';
}
