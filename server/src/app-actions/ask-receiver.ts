import {
  type Outgoing,
  type OutgoingAnswer,
  type RequestOrigin,
  signatureHeaders,
} from '../outgoing/index.ts';
import type { MadeRequest } from './protocol/functions.ts';
import type { Receiver } from './receivers.ts';

/** A request of an account, and who waits for the answer. */
export interface Asking {
  readonly outgoing: Pick<Outgoing, 'request'>;
  readonly accountId: string;
  readonly origin: RequestOrigin;
  readonly signal?: AbortSignal;
  /** Headers besides those of the request. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends a request to a receiver, signed in the second version as the original does, and in the third. */
export function askReceiver(
  { signedWith, timeoutMs }: Receiver,
  { method, url, headers, body }: MadeRequest,
  { outgoing, accountId, origin, signal, headers: more }: Asking,
): Promise<OutgoingAnswer> {
  const signed =
    signedWith === null || !URL.canParse(url)
      ? {}
      : signatureHeaders({ clientSecret: signedWith, method, url, body }, 'v2');
  return outgoing.request({
    accountId,
    origin,
    method,
    url,
    headers: { ...headers, ...more, ...signed },
    ...(body === '' ? {} : { body }),
    ...(timeoutMs === null ? {} : { limits: { answerMs: timeoutMs } }),
    ...(signal ? { signal } : {}),
  });
}
