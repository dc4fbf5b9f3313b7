import { createHash, createHmac } from 'node:crypto';
import type { Method } from './request.ts';

/** A request to sign for an app. */
export interface Signed {
  /** The app's. */
  readonly clientSecret: string;
  readonly method: Method;
  readonly url: string;
  readonly body: string;
}

/** The version of `X-HubSpot-Signature`; the third has a header of its own, and is always there. */
export type SignatureVersion = 'v1' | 'v2';

/** Escapes that the third version is computed without, as the original documents it. */
const DECODED = /%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi;

/**
 * The headers by which a receiver knows that a request is from here: of one older version, and of the third. Their time is the machine's,
 * since receivers compare it with their own.
 */
export function signatureHeaders(
  signed: Signed,
  version: SignatureVersion = 'v2',
  now = Date.now(),
): Readonly<Record<string, string>> {
  return {
    'x-hubspot-signature': version === 'v1' ? first(signed) : second(signed),
    'x-hubspot-signature-version': version,
    'x-hubspot-signature-v3': third(signed, now),
    'x-hubspot-request-timestamp': String(now),
  };
}

function first({ clientSecret, body }: Signed): string {
  return sha256(clientSecret + body);
}

function second({ clientSecret, method, url, body }: Signed): string {
  return sha256(clientSecret + method + sentUrl(url) + body);
}

function third({ clientSecret, method, url, body }: Signed, now: number): string {
  const decoded = sentUrl(url).replace(DECODED, decodeURIComponent);
  return createHmac('sha256', clientSecret).update(`${method}${decoded}${body}${now}`).digest('base64');
}

/** As it is sent, which is what the receiver sees. */
function sentUrl(url: string): string {
  const { origin, pathname, search } = new URL(url);
  return origin + pathname + search;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
