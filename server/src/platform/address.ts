import type { FastifyRequest } from 'fastify';
import type { Config } from './config.ts';
import { type ApiError, invalid } from './errors.ts';

/** A host in a request: a name or an address, and perhaps a port. */
const HOST = /^(?:[\w.-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i;

declare module 'fastify' {
  interface FastifyInstance {
    /** The server's public URL, without a slash at its end; when undefined, the host in the request counts. */
    readonly publicUrl: string | undefined;
  }
}

/**
 * The server's address for callers, computed here only, for every link in an answer. A configured public address comes
 * first; else the host that the caller, or a trusted proxy, names.
 */
export function addressOf(request: FastifyRequest): string {
  const { publicUrl } = request.server;
  if (publicUrl !== undefined) return publicUrl;
  return `${request.protocol === 'https' ? 'https' : 'http'}://${request.host || listeningAt(request)}`;
}

/** Hosts that stand for every address of the machine. */
const ANY_HOST: ReadonlySet<string> = new Set(['0.0.0.0', '::', '']);

/**
 * The server's address for people who were sent a link, when no request says it: the public one, or in development mode the one at which
 * it listens. Undefined in production without a public address: a link to nowhere would be worse than none.
 */
export function addressForRecipients({
  publicUrl,
  mode,
  host,
  port,
}: Pick<Config, 'publicUrl' | 'mode' | 'host' | 'port'>): string | undefined {
  if (publicUrl !== undefined) return publicUrl;
  if (mode !== 'development' || port === 0) return undefined;
  const reachable = ANY_HOST.has(host) ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return `http://${reachable}:${port}`;
}

/** The host of a caller's address, with its port if it has one. */
export function hostOf(request: FastifyRequest): string {
  return new URL(addressOf(request)).host;
}

/** The hosts by which callers may name the server: the request's own, and that of the public address. */
export function hostsOf(request: FastifyRequest): string[] {
  const own = URL.parse(`http://${request.host}`)?.host;
  return [...new Set([...(own ? [own] : []), hostOf(request)])];
}

/** The public path before the server's own paths; empty when that is the root. */
export function pathPrefixOf({ server: { publicUrl } }: FastifyRequest): string {
  return publicUrl === undefined ? '' : new URL(publicUrl).pathname.replace(/\/$/, '');
}

/** 400 for a host that makes no link. Callers of HTTP/1.0 need not name one. */
export function refuseBadHost(request: FastifyRequest): void {
  const { host } = request;
  if (host === '') {
    if (request.raw.httpVersion === '1.0') return;
    throw badHost('The header Host is missing: it says which server was called, such as example.com:8080.');
  }
  if (HOST.test(host) && URL.canParse(`http://${host}`)) return;
  throw badHost(
    'The header Host must be a name or an address, and perhaps a port, such as example.com:8080.',
  );
}

function badHost(message: string): ApiError {
  return invalid([{ path: '', code: 'INVALID_HOST', message }], message);
}

function listeningAt({ socket: { localAddress = '127.0.0.1', localPort = 80 } }: FastifyRequest): string {
  return localAddress.includes(':') ? `[${localAddress}]:${localPort}` : `${localAddress}:${localPort}`;
}
