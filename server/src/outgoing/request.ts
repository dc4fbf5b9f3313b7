import type { RecordRef } from '@millrace/core/record';
import type { AccountId } from '../accounts/index.ts';

export const METHODS = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE', 'TRACE'] as const;
export type Method = (typeof METHODS)[number];

/** Bounds of one request. */
export interface OutgoingLimits {
  /** For a connection to stand, TLS included. */
  readonly connectMs: number;
  /** For the whole answer, from the first byte asked for to the last of the body, redirects and connecting included. */
  readonly answerMs: number;
  /** Of the body that are read; the rest is cut off, and the answer says so. */
  readonly bodyBytes: number;
}

/** As in the original; and more of a body than any step can use. */
export const USUAL_LIMITS: OutgoingLimits = { connectMs: 3_000, answerMs: 30_000, bodyBytes: 1_000_000 };

/** The cause of a request, for the outbox. */
export interface RequestOrigin {
  /** `webhook`, `app action`, `code`, … */
  readonly kind: string;
  readonly flowId?: string | null;
  readonly enrollmentId?: string | null;
  readonly actionId?: string | null;
  readonly idempotencyKey?: string | null;
  /** Whom it tells of. */
  readonly record?: RecordRef | null;
}

export interface OutgoingRequest {
  readonly accountId: AccountId;
  readonly origin: RequestOrigin;
  readonly method: Method;
  readonly url: string;
  /** Names in any case. Those that frame the message are refused. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly limits?: Partial<OutgoingLimits>;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal?: AbortSignal;
}
