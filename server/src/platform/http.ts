import { randomUUID } from 'node:crypto';
import { parse as parseQuery } from 'node:querystring';
import formbody from '@fastify/formbody';
import Fastify, {
  type FastifyError,
  type FastifyReply,
  type FastifyRequest,
  type FastifyTypeProvider,
  LogController,
} from 'fastify';
import type { z } from 'zod';
import { refuseBadHost } from './address.ts';
import type { AnswerOf } from './answers.ts';
import { answerError } from './error-answers.ts';
import { ApiError } from './errors.ts';
import { type ConnectionLimits, serverFactory } from './http-server.ts';
import { refuseHeavyJson } from './json-body.ts';
import type { Log } from './log.ts';
import { OpenCallLimiter, type OpenCalls } from './open-calls.ts';
import { noteInput, refuseUnknownParameters, refuseUnreadBody } from './own-input.ts';
import type { Allowance } from './rate-limiter.ts';
import {
  MethodsByPath,
  notServed,
  PATH_PART_CHARACTERS_MAX,
  URL_CHARACTERS_MAX,
  urlTooLong,
} from './targets.ts';
import { refuseUnstorable, validate } from './validate.ts';

/** The caller of a request: found from its bearer token. */
export interface Caller {
  readonly accountId: string;
  readonly tokenId: string;
  /** The name of the token. */
  readonly tokenName?: string;
  readonly scopes: ReadonlySet<string>;
  /** The app that the token was given to. */
  readonly appId?: string;
  /** The session of a person at a browser, which stands for the token. */
  readonly sessionId?: string;
  /** What the caller says of its program. */
  readonly client?: string;
  /** The correlation id of the request. */
  readonly requestId?: string;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Scopes that the caller must hold, all of them. */
    readonly scopes?: readonly string[];
    /** Scopes of which the caller must hold one; errors name the first. */
    readonly anyScope?: readonly [string, ...string[]];
    /** Takes the token as the parameter `hapikey` of the query, too, where the original's clients have developers' keys. */
    readonly developerKey?: true;
    /** Asks of requests that only read what sessions ask of writes: to come from a page of ours. */
    readonly ownPagesOnly?: true;
    /** Open without a token, within this kind's limit for one address. */
    readonly open?: OpenCalls;
    /** The body, for the description of a route that reads it by itself. */
    readonly reads?: z.ZodType;
  }
  interface FastifyRequest {
    caller: Caller;
    /** A JSON body as it came; empty for any other. */
    bodyText: string;
  }
}

/** The caller of a request, and its rate limits, if any. */
export interface Admission {
  readonly caller: Caller;
  readonly allowance?: Allowance | undefined;
}

export type Authenticate = (request: FastifyRequest) => Promise<Admission>;

/** Larger bodies are refused with 413. */
export const BODY_BYTES_MAX = 10 * 1024 * 1024;
/** Larger bodies of open routes are refused with 413. */
export const OPEN_BODY_BYTES_MAX = 1024 * 1024;
/** Larger form-encoded bodies are refused with 413: apps and the consent page send a few texts. */
export const FORM_BODY_BYTES_MAX = 64 * 1024;

const nobody: Caller = { accountId: '', tokenId: '', scopes: new Set() };

/** What is sent to people who open a path that no route has. */
export interface Pages {
  /** `isRoot`: whether paths of routes begin with this part. */
  has(request: FastifyRequest, isRoot: (name: string) => boolean): boolean;
  send(request: FastifyRequest, reply: FastifyReply): unknown;
}

/** The server's settings. */
export interface HttpOptions {
  readonly log: Log;
  readonly authenticate: Authenticate;
  /** The URL of a request for the routes; answers name the called one. */
  readonly routedUrl?: (url: string) => string;
  readonly pages?: Pages;
  /** The server's public URL, without a slash at its end. */
  readonly publicUrl?: string | undefined;
  /** Proxies with trusted `X-Forwarded-…`; none by default. */
  readonly trustedProxies?: readonly string[] | undefined;
  /** Tests set smaller ones. */
  readonly connections?: Partial<ConnectionLimits>;
}

/** A route's inputs and answers have the types of its schemas. */
interface ByZod extends FastifyTypeProvider {
  readonly validator: this['schema'] extends z.ZodType ? z.output<this['schema']> : unknown;
  readonly serializer: this['schema'] extends z.ZodType ? AnswerOf<this['schema']> : unknown;
}

/** The HTTP server without routes: parsing, validation with zod, authentication, one shape for every error. */
export async function createHttp(options: HttpOptions) {
  const { log, authenticate, routedUrl = (url) => url, publicUrl, trustedProxies = [], pages } = options;
  const app = Fastify({
    rewriteUrl: ({ url = '/' }) => routedUrl(url),
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_BYTES_MAX,
    trustProxy: trustedProxies.length === 0 ? false : [...trustedProxies],
    genReqId: () => randomUUID(),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: PATH_PART_CHARACTERS_MAX },
    forceCloseConnections: 'idle',
    // What still comes in on a connection with an answer in hand is answered, too.
    return503OnClosing: false,
    serverFactory: serverFactory(options.connections),
    // What is no HTTP is answered by the server that the factory makes.
    clientErrorHandler: () => undefined,
    frameworkErrors: (error, request, reply) => answerError(error, request, reply),
  }).withTypeProvider<ByZod>();
  const methods = new MethodsByPath();
  const isPage = (request: FastifyRequest) => pages?.has(request, (root) => methods.hasRoot(root)) ?? false;
  app.decorate('publicUrl', publicUrl);
  app.decorateRequest('caller');
  app.decorateRequest('bodyText', '');
  app.setValidatorCompiler<z.ZodType>(
    ({ schema, httpPart }) =>
      (input: unknown) =>
        validate(schema, input, httpPart),
  );
  // The compiler and the tests check answers against their schemas, never a request.
  app.setSerializerCompiler(() => JSON.stringify);
  app.addHook('onRoute', (route) => {
    methods.add(route.method, route.url);
    if (route.config?.open) route.bodyLimit ??= OPEN_BODY_BYTES_MAX;
    noteInput(route);
  });
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-hubspot-correlation-id', request.id);
    reply.header('x-content-type-options', 'nosniff');
    request.caller = nobody;
    if (request.originalUrl.length > URL_CHARACTERS_MAX) throw urlTooLong();
    refuseBadHost(request);
    // Before the body is read: without a caller, it is not worth it.
    if (request.is404) {
      if (isPage(request)) return;
      throw notServed(request, methods.of(request.url));
    }
    if (request.routeOptions.config.open) {
      refuseUnknownParameters(request);
      return;
    }
    const { caller, allowance } = await authenticate(request);
    request.caller = withRequest(caller, request);
    // What a cookie opens is for one person; caches tell people apart by tokens alone.
    if (caller.sessionId !== undefined) reply.header('cache-control', 'no-store');
    if (allowance) limitRate(allowance, request, reply);
    const { scopes = [], anyScope } = request.routeOptions.config;
    requireScopes(request.caller, scopes);
    if (anyScope?.every((scope) => !request.caller.scopes.has(scope)))
      throw missingScopes(anyScope.slice(0, 1));
    refuseUnknownParameters(request);
  });
  const openCalls = new OpenCallLimiter();
  // After what a route does first: a browser has to be let read the refusal.
  app.addHook('preParsing', (request, _reply, _payload, done) => {
    const open = request.is404 ? 'pages' : request.routeOptions.config.open;
    const allowance = open && openCalls.count(open, request.ip);
    if (allowance?.refusal) return done(rateLimited(allowance.refusal, request));
    done();
  });
  app.addHook('preValidation', async (request) => refuseUnstorable(request));
  app.addHook('preHandler', async (request) => refuseUnreadBody(request));
  app.setErrorHandler((error: FastifyError | ApiError, request, reply) => answerError(error, request, reply));
  // Fastify's own one would run no hooks.
  app.setNotFoundHandler((request, reply) => {
    if (isPage(request)) return pages?.send(request, reply);
    throw notServed(request, methods.of(request.url));
  });
  await app.register(formbody, { parser: parseForm });
  // Fastify reads it by default; nothing here takes it, and its callers are told so.
  app.removeContentTypeParser('text/plain');
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

/** Characters of a user agent that are kept. */
const CLIENT_CHARACTERS_MAX = 200;

/** The caller, with what the request tells of it for the audit. */
export function withRequest(caller: Caller, { headers, id }: FastifyRequest): Caller {
  const client = headers['user-agent']?.replace(/[^ -~]/g, '').slice(0, CLIENT_CHARACTERS_MAX);
  return { ...caller, requestId: id, ...(client ? { client } : {}) };
}

/** 403 MISSING_SCOPES, naming the missing ones. */
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

/** Form-encoded members, once they are seen to be few: a body of a megabyte may hold half a million of them. */
function parseForm(text: string) {
  if (Buffer.byteLength(text) > FORM_BODY_BYTES_MAX)
    throw new ApiError({
      status: 413,
      category: 'PAYLOAD_TOO_LARGE',
      message: `The form-encoded body has more than ${FORM_BODY_BYTES_MAX} bytes.`,
    });
  return parseQuery(text, '&', '=', { maxKeys: 0 });
}

/** Sets the headers of the caller's rate limits; 429 when they are used up. */
function limitRate({ headers, refusal }: Allowance, request: FastifyRequest, reply: FastifyReply): void {
  reply.headers(headers);
  if (refusal) throw rateLimited(refusal, request);
}

function rateLimited(
  { policyName, message, retryAfterSeconds }: NonNullable<Allowance['refusal']>,
  request: FastifyRequest,
): ApiError {
  return new ApiError({
    status: 429,
    category: 'RATE_LIMITS',
    message,
    more: { errorType: 'RATE_LIMIT', policyName, requestId: request.id },
    headers: { 'retry-after': String(retryAfterSeconds) },
  });
}
