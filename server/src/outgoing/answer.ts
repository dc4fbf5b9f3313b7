/** Why there is no answer. */
export type OutgoingFailure =
  /** The request is not one that may leave: refused before anything was asked, and for good. */
  | 'REQUEST_INVALID'
  | 'URL_NOT_ALLOWED'
  | 'ADDRESS_NOT_ALLOWED'
  /** The host could not be reached. */
  | 'HOST_NOT_FOUND'
  | 'CONNECT_FAILED'
  | 'CONNECT_TIMEOUT'
  | 'TLS_FAILED'
  /** It was reached, and gave no answer that could be used. */
  | 'ANSWER_TIMEOUT'
  | 'ANSWER_INVALID'
  | 'CONNECTION_CLOSED'
  | 'TOO_MANY_REDIRECTS'
  /** The caller's signal. */
  | 'ABORTED';

export type OutgoingAnswer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      /** Names in lower case; several of one name are joined by a comma. */
      readonly headers: Readonly<Record<string, string>>;
      /** The first bytes, as they came. */
      readonly body: Buffer;
      /** Whether the body was longer than the limit. */
      readonly isCut: boolean;
    }
  /** The message names the host, and nothing of the path, the query, the headers or the body. */
  | { readonly kind: 'failed'; readonly failure: OutgoingFailure; readonly message: string };

/** Whether a later try may succeed without a change of anything here. */
export function isTransient(failure: OutgoingFailure): boolean {
  switch (failure) {
    case 'REQUEST_INVALID':
    case 'URL_NOT_ALLOWED':
    case 'ADDRESS_NOT_ALLOWED':
    case 'TOO_MANY_REDIRECTS':
      return false;
    case 'HOST_NOT_FOUND':
    case 'CONNECT_FAILED':
    case 'CONNECT_TIMEOUT':
    case 'TLS_FAILED':
    case 'ANSWER_TIMEOUT':
    case 'ANSWER_INVALID':
    case 'CONNECTION_CLOSED':
    case 'ABORTED':
      return true;
  }
}

/** A failure on its way to the caller. */
export class OutgoingError extends Error {
  override readonly name = 'OutgoingError';
  readonly failure: OutgoingFailure;

  constructor(failure: OutgoingFailure, message: string) {
    super(message);
    this.failure = failure;
  }
}
