import { iso } from '@millrace/core/time';
import { z } from 'zod';
import type { Authenticator } from '../accounts/index.ts';
import type { Store } from '../history/index.ts';
import { ApiError, type App, type Caller, type Hints } from '../platform/index.ts';
import { Stream, type StreamObserver } from './stream.ts';
import { openTopics } from './topics.ts';

/** Streams of one session, or of one token: a browser needs one. */
export const STREAMS_PER_CALLER_MAX = 20;
/** Streams of a process: each is a connection, and others need some. */
export const STREAMS_MAX = 500;

export interface LiveService {
  readonly store: Store;
  readonly hints: Hints;
  readonly tokens: Authenticator;
  readonly observer: StreamObserver;
  /** Called before somebody is told of something: what it reads then has that. */
  readonly remember?: ((caller: Caller) => Promise<void>) | undefined;
  /** The machine's clock: a stream is about connections. */
  readonly now: () => number;
}

const querystring = z.object({
  topics: z
    .string()
    .min(1)
    .describe('What is looked at: names with commas between, such as flows,flow:7,clock'),
});

/** `/millrace/v1/stream`: hints of what changes, as server-sent events. */
export function liveRoutes(app: App, { store, hints, tokens, observer, remember, now }: LiveService): void {
  const open = new Map<Stream, string>();

  const stream = {
    summary: 'Hear when something that is looked at changes, as server-sent events; read it anew then',
    querystring,
    response: { 200: { content: { 'text/event-stream': { schema: z.string() } } } },
  };
  const options = { config: { ownPagesOnly: true }, schema: stream, exposeHeadRoute: false } as const;
  app.get('/millrace/v1/stream', options, async (request, reply) => {
    const { caller } = request;
    const topics = await openTopics(store, caller, request.query.topics);
    const key = keyOfCaller(caller);
    requireRoom([...open.values()].filter((each) => each === key).length, open.size);
    reply.hijack();
    reply.raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      // Proxies that gather what they pass on would keep it.
      'x-accel-buffering': 'no',
    });
    const made = new Stream(reply.raw, {
      hints,
      accountId: caller.accountId,
      topics,
      observer,
      remember: remember && (() => remember(caller)),
      isStillOpen: async () => openTopics(store, await tokens.recognise(request), request.query.topics),
      now: () => iso(now()),
    });
    open.set(made, key);
    reply.raw.once('close', () => open.delete(made));
  });

  // Those of another process are told with their next ping.
  tokens.onForgotten(() => {
    for (const each of open.keys()) void each.check();
  });

  // They would keep the server from closing for ever.
  app.addHook('preClose', async () => {
    for (const each of open.keys()) each.end('SHUTTING_DOWN');
  });
}

function keyOfCaller({ tokenId, sessionId }: Caller): string {
  return sessionId === undefined ? `token ${tokenId}` : `session ${sessionId}`;
}

function requireRoom(ofCaller: number, ofAll: number): void {
  if (ofCaller < STREAMS_PER_CALLER_MAX && ofAll < STREAMS_MAX) return;
  throw new ApiError({
    status: 429,
    category: 'RATE_LIMITS',
    message:
      ofCaller < STREAMS_PER_CALLER_MAX
        ? `There are ${STREAMS_MAX} streams open, as many as a process has.`
        : `There are ${STREAMS_PER_CALLER_MAX} streams open for you, as many as one session or token has: share one between the pages.`,
    more: { errorType: 'RATE_LIMIT', policyName: 'STREAMS' },
    headers: { 'retry-after': '5' },
  });
}
