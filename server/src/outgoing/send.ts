import type { Dispatcher } from 'undici';
import { type OutgoingAnswer, OutgoingError } from './answer.ts';
import { failureOf } from './failure-of.ts';
import type { Method } from './request.ts';

/** One request to one URL, checked. */
export interface Hop {
  readonly method: Method;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | undefined;
  readonly bodyBytes: number;
}

export type Answered = OutgoingAnswer & { readonly kind: 'answered' };

/** Sends a request, and reads the answer up to the limit. Throws an OutgoingError. */
export async function send(dispatcher: Dispatcher, hop: Hop, signal: AbortSignal): Promise<Answered> {
  const { method, url, headers, body, bodyBytes } = hop;
  try {
    const answer = await dispatcher.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method,
      headers: { ...headers },
      body: body ?? null,
      signal,
      // The signal alone ends it: one bound for the whole, and not one more for each pause between two bytes.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    const read = await readUpTo(answer.body, bodyBytes);
    return { kind: 'answered', status: answer.statusCode, headers: joined(answer.headers), ...read };
  } catch (error) {
    if (signal.aborted && signal.reason instanceof OutgoingError) throw signal.reason;
    throw failureOf(error, url.host);
  }
}

async function readUpTo(stream: AsyncIterable<Buffer>, most: number) {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // To leave the loop early destroys the stream, and the connection with it: what is left on it may have no end.
  for await (const chunk of stream) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > most) break;
  }
  return { body: Buffer.concat(chunks).subarray(0, most), isCut: bytes > most };
}

function joined(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
}
