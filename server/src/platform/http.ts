import { randomUUID } from 'node:crypto';
import formbody from '@fastify/formbody';
import { type Problem, parseInput } from '@millrace/core/problem';
import Fastify, { type FastifyError, type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import { DatabaseUnavailable } from './database/index.ts';
import { databaseRefusal } from './database-refusal.ts';
import { ApiError, invalid } from './errors.ts';
import { refuseHeavyJson } from './json-body.ts';
import type { Log } from './log.ts';
import { noteParameters, refuseUnknownParameters } from './own-parameters.ts';
import type { Allowance } from './rate-limiter.ts';

/** Who makes a request: found from its bearer token. */
export interface Caller {
  readonly accountId: string;
  readonly tokenId: string;
  /** What people call the token. */
  readonly tokenName?: string;
  readonly scopes: ReadonlySet<string>;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Scopes of which the caller must hold every one. */
    readonly scopes?: readonly string[];
    /** Answered without a token. */
    readonly open?: boolean;
  }
  interface FastifyRequest {
    caller: Caller;
    /** A JSON body as it came; empty for any other. */
    bodyText: string;
  }
}

/** Who makes a request, and what rate limits say to it, when there are any. */
export interface Admission {
  readonly caller: Caller;
  readonly allowance?: Allowance | undefined;
}

export type Authenticate = (request: FastifyRequest) => Promise<Admission>;

/** Larger bodies are refused with 413. */
export const BODY_BYTES_MAX = 10 * 1024 * 1024;
/** Larger bodies of what is answered without a token are. */
export const OPEN_BODY_BYTES_MAX = 1024 * 1024;
/** A request that has not arrived as a whole by then is given up, so that half-sent ones hold nothing. */
export const REQUEST_ARRIVES_MS = 60_000;

const nobody: Caller = { accountId: '', tokenId: '', scopes: new Set() };

/**
 * The HTTP server without routes: parsing, validation with zod, authentication, one shape for every error. `routedUrl`
 * says under which URL the routes know a request; answers speak of the one that was called.
 */
export async function createHttp(log: Log, authenticate: Authenticate, routedUrl: (url: string) => string) {
  const app = Fastify({
    rewriteUrl: ({ url = '/' }) => routedUrl(url),
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_BYTES_MAX,
    requestTimeout: REQUEST_ARRIVES_MS,
    genReqId: () => randomUUID(),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 500 },
    forceCloseConnections: 'idle',
  }).withTypeProvider<ZodTypeProvider>();
  const methods = new MethodsByPath();
  app.decorateRequest('caller');
  app.decorateRequest('bodyText', '');
  app.setValidatorCompiler<z.ZodType>(
    ({ schema, httpPart }) =>
      (input: unknown) =>
        validate(schema, input, httpPart),
  );
  app.setSerializerCompiler(() => JSON.stringify);
  app.addHook('onRoute', (route) => {
    methods.add(route.method, route.url);
    if (route.config?.open) route.bodyLimit ??= OPEN_BODY_BYTES_MAX;
    noteParameters(route);
  });
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-hubspot-correlation-id', request.id);
    request.caller = nobody;
    if (request.is404 || request.routeOptions.config.open) return;
    const { caller, allowance } = await authenticate(request);
    request.caller = caller;
    if (allowance) limitRate(allowance, request, reply);
    requireScopes(request.caller, request.routeOptions.config.scopes ?? []);
    refuseUnknownParameters(request);
  });
  app.setErrorHandler((error: FastifyError | ApiError, request, reply) => answerError(error, request, reply));
  app.setNotFoundHandler((request, reply) => {
    const allowed = methods.of(request.url);
    return answerError(
      allowed.length > 0 ? methodNotAllowed(request, allowed) : noSuchPath(request),
      request,
      reply,
    );
  });
  await app.register(formbody);
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body: string, done) => {
    // Clients send the content type also with requests that have no body, such as a DELETE.
    if (body === '') return done(null, undefined);
    refuseHeavyJson(body);
    request.bodyText = body;
    return parseJson(request, body, done);
  });
  return app;
}

export type App = Awaited<ReturnType<typeof createHttp>>;

/** 403 MISSING_SCOPES, naming those that the caller lacks. */
export function requireScopes(caller: Caller, scopes: readonly string[]): void {
  const missing = scopes.filter((scope) => !caller.scopes.has(scope));
  if (missing.length > 0) throw missingScopes(missing);
}

export function missingScopes(missing: readonly string[]): ApiError {
  const message = `This app hasn't been granted all required scopes to make this call. Missing: ${missing.join(', ')}.`;
  return new ApiError({
    status: 403,
    category: 'MISSING_SCOPES',
    message,
    errors: [
      { message: 'One or more of these scopes are required.', context: { requiredGranularScopes: missing } },
    ],
  });
}

/** Tells the caller how much it may still call, and 429 when that is nothing. */
function limitRate({ headers, refusal }: Allowance, request: FastifyRequest, reply: FastifyReply): void {
  reply.headers(headers);
  if (!refusal) return;
  const { policyName, message, retryAfterSeconds } = refusal;
  throw new ApiError({
    status: 429,
    category: 'RATE_LIMITS',
    message,
    more: { errorType: 'RATE_LIMIT', policyName, requestId: request.id },
    headers: { 'retry-after': String(retryAfterSeconds) },
  });
}

function validate(schema: z.ZodType, input: unknown, httpPart = 'body') {
  const parsed = parseInput(schema, input);
  if (parsed.ok) return { value: parsed.value };
  if (httpPart === 'body' && (input === undefined || input === null)) return { error: bodyMissing() };
  return { error: invalid(parsed.problems, messageFor(httpPart, parsed.problems)) };
}

function bodyMissing(): ApiError {
  const message = 'The body is missing: send it as application/json.';
  return invalid([{ path: '', code: 'BODY_MISSING', message }], `Invalid input JSON: ${message}`);
}

function messageFor(httpPart: string, problems: readonly Problem[]): string {
  const first = problems[0]?.message ?? '';
  if (httpPart === 'body') return `Invalid input JSON: ${first}`;
  return `Invalid ${httpPart === 'params' ? 'path parameter' : 'query parameter'}: ${first}`;
}

function answerError(error: FastifyError | ApiError, request: FastifyRequest, reply: FastifyReply) {
  const known =
    error instanceof ApiError
      ? error
      : (databaseRefusal(error) ?? fromFastify(error, request.routeOptions.bodyLimit));
  const level = levelOf(error, known);
  if (level)
    request.log[level]({ err: error, correlationId: request.id, url: loggedUrl(request) }, 'request failed');
  return reply
    .code(known.status)
    .headers(known.headers)
    .send({
      status: 'error',
      message: known.message,
      correlationId: request.id,
      category: known.category,
      ...(known.subCategory === undefined ? {} : { subCategory: known.subCategory }),
      ...(known.errors.length === 0 ? {} : { errors: known.errors }),
      ...(known.context === undefined ? {} : { context: known.context }),
      ...known.more,
    });
}

/** A bug is an error; that the database is away was said when it went, and not for each request. */
function levelOf(
  error: FastifyError | ApiError,
  { status }: ApiError,
): 'error' | 'warn' | 'debug' | undefined {
  if (status < 500) return undefined;
  if (error instanceof DatabaseUnavailable) return 'debug';
  return status === 500 ? 'error' : 'warn';
}

/** Paths and queries of what is open may hold tokens and secrets, so their pattern has to do. */
function loggedUrl(request: FastifyRequest): string | undefined {
  return request.routeOptions.config.open ? request.routeOptions.url : request.originalUrl;
}

/** Fastify's own refusals and unexpected errors, in our shape. */
function fromFastify(error: FastifyError, bodyLimit: number): ApiError {
  switch (error.code) {
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

function noSuchPath(request: FastifyRequest): ApiError {
  return new ApiError({
    status: 404,
    category: 'OBJECT_NOT_FOUND',
    message: `There is nothing at ${request.method} ${request.originalUrl}.`,
  });
}

function methodNotAllowed(request: FastifyRequest, allowed: readonly string[]): ApiError {
  return new ApiError({
    status: 405,
    category: 'METHOD_NOT_ALLOWED',
    message: `${request.method} is not allowed at ${request.originalUrl.split('?')[0]}; allowed: ${allowed.join(', ')}.`,
    headers: { allow: allowed.join(', ') },
  });
}

/** Which methods the paths of the server know, for 405. */
class MethodsByPath {
  readonly #known: { readonly pattern: RegExp; readonly methods: readonly string[] }[] = [];

  add(method: string | string[], url: string): void {
    const source = url
      .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
      .replace(/:[^/]+/g, '[^/]+')
      .replace(/\*/g, '.*');
    this.#known.push({ pattern: new RegExp(`^${source}/?$`), methods: [method].flat() });
  }

  of(url: string): string[] {
    const path = url.split('?')[0]!;
    const found = this.#known.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => methods);
    return [...new Set(found)].sort();
  }
}
