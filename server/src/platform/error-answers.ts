import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { DatabaseUnavailable } from './database/index.ts';
import { databaseRefusal } from './database-refusal.ts';
import { ApiError, errorBody, invalid } from './errors.ts';
import { PATH_PART_CHARACTERS_MAX, withoutKey } from './targets.ts';

/** Answers a request that failed, in the contract's shape, and logs failures that are not the caller's fault. */
export function answerError(error: FastifyError | ApiError, request: FastifyRequest, reply: FastifyReply) {
  const known =
    error instanceof ApiError
      ? error
      : (databaseRefusal(error) ?? fromFastify(error, request.routeOptions.bodyLimit));
  const level = levelOf(error, known);
  if (level)
    request.log[level]({ err: error, correlationId: request.id, url: loggedUrl(request) }, 'request failed');
  return reply
    .code(known.status)
    .headers({ ...known.headers, 'x-hubspot-correlation-id': request.id })
    .send(errorBody(known, request.id));
}

/** A bug is an error; an absent database was logged when it went, and not for each request or health check. */
function levelOf(
  error: FastifyError | ApiError,
  { status, category }: ApiError,
): 'error' | 'warn' | 'debug' | undefined {
  if (status < 500) return undefined;
  if (error instanceof DatabaseUnavailable || category === 'NOT_READY') return 'debug';
  return status === 500 ? 'error' : 'warn';
}

/** Paths and queries of open routes may hold tokens and secrets: logs their pattern only. */
function loggedUrl(request: FastifyRequest): string | undefined {
  return request.routeOptions.config.open ? request.routeOptions.url : withoutKey(request.originalUrl);
}

/** Fastify's own refusals and unexpected errors, in our shape. */
function fromFastify(error: FastifyError, bodyLimit: number): ApiError {
  switch (error.code) {
    case 'FST_ERR_BAD_URL':
      return invalid(
        [{ path: '', code: 'INVALID_URL', message: 'The path is not encoded as a URL is.' }],
        'The path is not encoded as a URL is: a % is followed by two hexadecimal digits, and a % itself is written %25.',
      );
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return new ApiError({
        status: 414,
        category: 'URI_TOO_LONG',
        message: `A part of the path has more than ${PATH_PART_CHARACTERS_MAX} characters.`,
      });
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new ApiError({
        status: 415,
        category: 'UNSUPPORTED_MEDIA_TYPE',
        message: 'Send the body as application/json.',
      });
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new ApiError({
        status: 413,
        category: 'PAYLOAD_TOO_LARGE',
        message: `The body has more than ${bodyLimit} bytes.`,
      });
  }
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return invalid(
      [{ path: '', code: 'INVALID_JSON', message: error.message }],
      `Invalid input JSON: ${error.message}`,
    );
  }
  return new ApiError({ status: 500, category: 'INTERNAL_ERROR', message: 'internal error' });
}
