import { createHash } from 'node:crypto';

/** Characters shown of what a try sent or received. */
export const EXCERPT_CHARACTERS_MAX = 300;

/** Characters that an excerpt begins with: secrets are taken out before it is cut, and a cut one would not be recognized. */
const LOOKED_AT_CHARACTERS = 8_000;

/** What stands for a value in a shown query. */
const VALUE_LEFT_OUT = '…';

/** A content by its size, its hash and its beginning. The stream takes the account's secrets out of the beginning. */
export interface Digest {
  readonly bytes: number;
  readonly sha256: string;
  readonly excerpt: string;
}

/** What one try sent and received, as the ledger keeps it. Performers make it of `requestDigest` and `responseDigest`. */
export interface Attempt {
  readonly request?: { readonly method: string; readonly url: string; readonly body: Digest | null };
  /** Absent while nothing was answered. */
  readonly response?: { readonly status: number | null; readonly body: Digest | null };
}

/** What was sent: an HTTP request, or the like (`MAIL`, `RUN`) with where it went. */
export function requestDigest(
  method: string,
  url: string | URL,
  body?: string | Uint8Array | null,
): NonNullable<Attempt['request']> {
  return { method, url: shownUrl(String(url)), body: digestOf(body) };
}

/** What came back: an HTTP status, an SMTP code, an exit code or null. `bytes`: how many came, where only the first were kept. */
export function responseDigest(
  status: number | null,
  body?: string | Uint8Array | null,
  bytes?: number,
): NonNullable<Attempt['response']> {
  return { status, body: digestOf(body, bytes) };
}

/** The digest of a content, null of none. */
export function digestOf(content: string | Uint8Array | null | undefined, bytes?: number): Digest | null {
  if (content === null || content === undefined || content.length === 0) return null;
  const text =
    typeof content === 'string'
      ? content.slice(0, LOOKED_AT_CHARACTERS)
      : Buffer.from(content.subarray(0, LOOKED_AT_CHARACTERS)).toString('utf8');
  return {
    bytes: bytes ?? Buffer.byteLength(content),
    sha256: createHash('sha256').update(content).digest('hex'),
    excerpt: text,
  };
}

/** An address without its user, the values of its query, and its fragment. What is no URL stays as it is. */
export function shownUrl(text: string): string {
  const url = URL.parse(text);
  if (!url || url.host === '') return text;
  const names = [...new Set(url.searchParams.keys())].map((name) => `${name}=${VALUE_LEFT_OUT}`);
  return `${url.protocol}//${url.host}${url.pathname}${names.length > 0 ? `?${names.join('&')}` : ''}`;
}
