import type { FastifyRequest } from 'fastify';
import { type ApiError, invalid } from './errors.ts';

/** A host that callers may say they called: a name or an address, and perhaps a port. */
const HOST = /^(?:[\w.-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i;

declare module 'fastify' {
  interface FastifyInstance {
    /** Where the world reaches the server, without a slash at its end; what callers say they called when undefined. */
    readonly publicUrl: string | undefined;
  }
}

/**
 * Where callers reach the server: the one place that says it, for every link that leaves. A public address is believed
 * before all; else what the caller, or a trusted proxy, says was called.
 */
export function addressOf(request: FastifyRequest): string {
  const { publicUrl } = request.server;
  if (publicUrl !== undefined) return publicUrl;
  return `${request.protocol === 'https' ? 'https' : 'http'}://${request.host || listeningAt(request)}`;
}

/** The host of that address, with its port if it has one. */
export function hostOf(request: FastifyRequest): string {
  return new URL(addressOf(request)).host;
}

/** The path under which the world reaches the server's own paths; empty when that is the root. */
export function pathPrefixOf({ server: { publicUrl } }: FastifyRequest): string {
  return publicUrl === undefined ? '' : new URL(publicUrl).pathname.replace(/\/$/, '');
}

/** 400 for a host that no link could be made of. Callers of HTTP/1.0 need not name one. */
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
