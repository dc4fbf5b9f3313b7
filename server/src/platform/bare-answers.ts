import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { ApiError, errorBody, invalid } from './errors.ts';
import { HEADER_BYTES_MAX, URL_CHARACTERS_MAX, urlTooLong } from './targets.ts';

/** Node's error for bytes that are no request. */
export interface ClientError extends Error {
  readonly code?: string;
  readonly reason?: string;
  /** The last bytes. */
  readonly rawPacket?: Buffer;
}

/** Answers bytes that are no request, and ends the connection. */
export function answerNoRequest(error: ClientError, socket: Duplex): void {
  if (error.code === 'ECONNRESET') socket.destroy();
  else hangUp(socket, whyNoRequest(error));
}

/** Answers on the bare connection, in the contract's shape, and ends it. */
export function hangUp(socket: Duplex, error: ApiError): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const id = randomUUID();
  const body = JSON.stringify(errorBody(error, id));
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
    'x-hubspot-correlation-id': id,
    ...error.headers,
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `HTTP/1.1 ${error.status} ${STATUS_CODES[error.status]}\r\n${lines.join('')}\r\n`;
  socket.end(head + body, () => socket.destroy());
}

function whyNoRequest({ code, reason, rawPacket }: ClientError): ApiError {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return isLongLine(rawPacket) ? urlTooLong() : headersTooLarge();
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new ApiError({
        status: 408,
        category: 'REQUEST_TIMEOUT',
        message: 'The request did not arrive as a whole in time.',
      });
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return new ApiError({
        status: 413,
        category: 'PAYLOAD_TOO_LARGE',
        message: 'The chunks of the body have extensions that are too large.',
      });
    default: {
      const message = `The request is not HTTP/1.1${reason ? `: ${reason}` : ''}.`;
      return invalid([{ path: '', code: 'INVALID_HTTP', message }], message);
    }
  }
}

/** Whether the URL took all the room: the first line of the request is longer than any served. */
function isLongLine(packet: Buffer | undefined): boolean {
  if (!packet) return false;
  const end = packet.indexOf('\r\n');
  return (end < 0 || end > URL_CHARACTERS_MAX) && /^[A-Z-]{1,20} \S/.test(packet.toString('latin1', 0, 32));
}

function headersTooLarge(): ApiError {
  return new ApiError({
    status: 431,
    category: 'HEADERS_TOO_LARGE',
    message: `The URL and the headers have together more than ${HEADER_BYTES_MAX} bytes.`,
  });
}

export function tooManyConnections(): ApiError {
  return new ApiError({
    status: 503,
    category: 'SERVICE_UNAVAILABLE',
    message: 'The server holds as many connections as it can, all of them at work.',
    headers: { 'retry-after': '1' },
  });
}

export function expectationFailed(): ApiError {
  const message = 'The header Expect knows 100-continue, and nothing else.';
  return new ApiError({ status: 417, category: 'EXPECTATION_FAILED', message });
}

export function noTunnels(): ApiError {
  const message = 'CONNECT is not allowed: Millrace is no proxy.';
  return new ApiError({ status: 405, category: 'METHOD_NOT_ALLOWED', message });
}
