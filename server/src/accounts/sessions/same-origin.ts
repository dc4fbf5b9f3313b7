import type { IncomingHttpHeaders } from 'node:http';
import { ApiError } from '../../platform/index.ts';

/** A request as a browser describes it. */
export interface Described {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  /** The hosts under which the server may be called: as the request names it, and the public one. */
  readonly hosts: readonly string[];
  /** People reach it over TLS, so that a plain page of the same host is not ours. */
  readonly isSecure: boolean;
  /** The request must come from a page of ours even where it only reads. */
  readonly always?: boolean;
}

/** Requests that only read; browsers let other sites' pages read none of what is answered. */
const READING: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/**
 * Refuses requests that carry a person's cookie but come from a page of somebody else. The cookie alone does not tell: any
 * page on another port of the same host is the same site, and its requests carry the cookie.
 */
export function refuseForeign({ method, headers, hosts, isSecure, always = false }: Described): void {
  const site = headers['sec-fetch-site'];
  const reads = READING.has(method);
  if (site !== undefined) {
    // A browser says `none` where the person typed the address.
    if (site === 'same-origin' || (site === 'none' && reads && !always)) return;
    throw foreign(`Sec-Fetch-Site is ${JSON.stringify(String(site).slice(0, 40))}`);
  }
  if (headers.origin === undefined && reads && !always) return;
  if (headers.origin === undefined) throw foreign('neither Sec-Fetch-Site nor Origin is sent');
  if (!isOurs(headers.origin, hosts, isSecure))
    throw foreign(`Origin ${JSON.stringify(headers.origin.slice(0, 100))} is not Host`);
}

/** Refuses what a browser says comes from a page of somebody else; programs say nothing, and may ask. */
export function refuseForeignPage(request: Described): void {
  const { 'sec-fetch-site': site, origin } = request.headers;
  if (site !== undefined || origin !== undefined) refuseForeign({ ...request, always: true });
}

/** A body that a form of another site could send is none of ours. */
export function refuseOtherBodies({ headers }: Pick<Described, 'headers'>): void {
  const hasBody =
    headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? '0') !== 0;
  if (!hasBody) return;
  const type = headers['content-type'];
  if (type !== undefined && /^application\/json\s*(;|$)/i.test(type)) return;
  throw new ApiError({
    status: 415,
    category: 'UNSUPPORTED_MEDIA_TYPE',
    message: `Content-Type is ${type === undefined ? 'missing' : JSON.stringify(type.slice(0, 100))}: requests of a session send application/json.`,
  });
}

function isOurs(origin: string, hosts: readonly string[], isSecure: boolean): boolean {
  const url = URL.parse(origin);
  return url !== null && hosts.includes(url.host) && (!isSecure || url.protocol === 'https:');
}

function foreign(why: string): ApiError {
  return new ApiError({
    status: 403,
    category: 'FOREIGN_ORIGIN',
    message: `A session is used from this server's own pages only, and ${why}. Programs send "Authorization: Bearer <token>" instead.`,
  });
}
