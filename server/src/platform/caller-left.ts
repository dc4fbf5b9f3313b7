import type { ServerResponse } from 'node:http';

/** Aborted once the client has left without an answer, possibly before the first check: then nobody wants the work to go on. */
export function callerLeft({ raw }: { readonly raw: ServerResponse }): AbortSignal {
  if (raw.socket?.destroyed !== false) return AbortSignal.abort();
  const left = new AbortController();
  raw.once('close', () => raw.writableEnded || left.abort());
  return left.signal;
}
