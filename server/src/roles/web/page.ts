import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { FastifyRequest } from 'fastify';
import { newNonce, type Pages, pathPrefixOf } from '../../platform/index.ts';
import { notBuiltPage } from '../home.ts';

/** Where `npm run build:web` puts the page. */
export const WEB_FOLDER = fileURLToPath(new URL('../../../../web/dist', import.meta.url));

/** Roots of paths that are pages although the API has some below them, too, under a version. */
const SHARED_ROOTS: ReadonlySet<string> = new Set(['settings']);

/** A part of a path that only APIs have: `v3`, `2026-09`, `2026-09-beta`. */
const VERSION = /^(?:v\d+|20\d\d-\d\d(?:-beta)?)$/;

/**
 * The page's one document, for each path that a person may open. It is read for each request, since it may be built anew while the server
 * runs; without it, people hear how to build it.
 */
export function webPage(folder: string): Pages {
  // One for the process: the document holds nothing that came from outside, so nobody gains by knowing it, and it can be kept by browsers.
  const nonce = newNonce();
  return {
    has: (request, isRoot) => isRead(request) && !isOfApi(request, isRoot) && acceptsHtml(request),
    async send(request, reply) {
      const prefix = pathPrefixOf(request);
      const built = await readFile(`${folder}/index.html`, 'utf8').catch(unlessMissing);
      const html = built === undefined ? notBuiltPage(prefix) : placed(built, prefix, nonce);
      const etag = `"${createHash('sha256').update(html).digest('base64url').slice(0, 27)}"`;
      reply.headers({ ...headersOf(nonce, built === undefined), etag });
      return isKnown(request, etag) ? reply.code(304).send() : reply.send(html);
    },
  };
}

/** What the page may load: nothing of other servers but pictures, which mails have that it shows. */
function headersOf(nonce: string, isPlain: boolean) {
  const styles = isPlain ? `'unsafe-inline'` : `'self' 'nonce-${nonce}'`;
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': [
      "default-src 'self'",
      `style-src ${styles}`,
      // Attributes run nothing. Mails are made of them, and a frame without an address inherits this policy.
      "style-src-attr 'unsafe-inline'",
      "img-src 'self' data: https:",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "object-src 'none'",
    ].join('; '),
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cache-control': 'no-cache',
    vary: 'accept',
  };
}

/** The document where it is reached: below a public path, and with the nonce for scripts to find. */
function placed(html: string, prefix: string, nonce: string): string {
  return html
    .replace(/\b(href|src)="\/(?!\/)/g, `$1="${prefix}/`)
    .replace('<head>', `<head>\n    <meta property="csp-nonce" nonce="${nonce}" />`);
}

function isRead({ method }: FastifyRequest): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** Programs take anything or ask for JSON; only browsers name HTML. */
function acceptsHtml({ headers }: FastifyRequest): boolean {
  return /(?:^|,)\s*text\/html\s*(?:;(?!\s*q=0(?:\.0*)?\s*(?:,|$))|,|$)/i.test(headers.accept ?? '');
}

function isOfApi({ url }: FastifyRequest, isRoot: (name: string) => boolean): boolean {
  const [root = '', ...rest] = url.split(/[?#]/)[0]!.slice(1).split('/');
  return rest.some((part) => VERSION.test(part)) || (isRoot(root) && !SHARED_ROOTS.has(root));
}

function isKnown({ headers }: FastifyRequest, etag: string): boolean {
  return (headers['if-none-match'] ?? '').split(',').some((each) => each.trim().replace(/^W\//, '') === etag);
}

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
  return undefined;
}
