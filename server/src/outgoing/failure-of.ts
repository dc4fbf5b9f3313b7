import { OutgoingError, type OutgoingFailure } from './answer.ts';

/** The failure that an error of undici, Node's sockets or TLS means. The message is our own: theirs may quote the request. */
export function failureOf(error: unknown, host: string): OutgoingError {
  const own = ownIn(error);
  if (own) return own;
  const code = codeIn(error);
  const [failure, says] = meaningOf(code);
  return new OutgoingError(failure, `${host} ${says}${code === '' ? '' : ` (${code})`}.`);
}

function meaningOf(code: string): readonly [OutgoingFailure, string] {
  if (/^(ENOTFOUND|EAI_\w+|ENODATA|ESERVFAIL)$/.test(code))
    return ['HOST_NOT_FOUND', 'has no address that can be found'];
  if (code === 'UND_ERR_CONNECT_TIMEOUT') return ['CONNECT_TIMEOUT', 'could not be connected to in time'];
  if (/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|EHOSTDOWN|ETIMEDOUT|EACCES|EPERM)$/.test(code))
    return ['CONNECT_FAILED', 'cannot be connected to'];
  if (
    /^(ERR_TLS|ERR_SSL|CERT_|EPROTO$|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA)/.test(
      code,
    )
  )
    return ['TLS_FAILED', 'offers no TLS that can be trusted'];
  if (/^UND_ERR_(HEADERS|BODY)_TIMEOUT$/.test(code)) return ['ANSWER_TIMEOUT', 'did not answer in time'];
  if (/^(HPE_|HTTPParserError$|UND_ERR_HEADERS_OVERFLOW$)/.test(code))
    return ['ANSWER_INVALID', 'answers with what is no HTTP'];
  if (/^(UND_ERR_INVALID_ARG|UND_ERR_NOT_SUPPORTED)$/.test(code))
    return ['REQUEST_INVALID', 'cannot be asked so'];
  return ['CONNECTION_CLOSED', 'closed the connection before the answer was complete'];
}

/** Errors of several addresses come as one, with the errors of each inside. */
function ownIn(error: unknown): OutgoingError | undefined {
  if (error instanceof OutgoingError) return error;
  if (error instanceof AggregateError) return error.errors.map(ownIn).find((found) => found !== undefined);
  return error instanceof Error && error.cause !== undefined ? ownIn(error.cause) : undefined;
}

function codeIn(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (error.name === 'HTTPParserError') return error.name;
  const inner = error instanceof AggregateError ? error.errors[0] : error.cause;
  return inner === undefined ? '' : codeIn(inner);
}
