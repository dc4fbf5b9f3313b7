import { Agent } from 'undici';
import { type OutgoingAnswer, OutgoingError } from './answer.ts';
import type { Capture } from './capture.ts';
import { guardedConnector, type Resolve, systemResolver } from './connector.ts';
import { Gate } from './gate.ts';
import { checkHeaders } from './headers.ts';
import { Pace } from './pace.ts';
import { Policy } from './policy.ts';
import { type OutgoingRequest, USUAL_LIMITS } from './request.ts';
import { type Answered, type Hop, send } from './send.ts';

/** Redirects that are followed for one request, each checked anew. */
export const REDIRECTS_MAX = 5;

/** What a request says of itself unless its caller does. */
const USER_AGENT = 'Millrace';

/** Headers that go along to another origin; any other may be meant for the first one only. */
const HARMLESS = new Set(['accept', 'content-type', 'user-agent']);

/** Milliseconds that an idle connection is kept. */
const KEEP_ALIVE_MS = 4_000;

/** Bytes of the headers of an answer. */
const ANSWER_HEADER_BYTES_MAX = 32_768;

export interface OutgoingOptions {
  /** See {@link Policy}. */
  readonly allow: readonly string[];
  /** To one origin, of this process. */
  readonly connectionsPerHost: number;
  /** Of one account to one host; no limit when undefined. */
  readonly requestsPerSecond: number | undefined;
  /** Takes what would go to anybody who is not allowed by name; without it everything is sent. */
  readonly capture?: Capture | undefined;
  readonly resolve?: Resolve;
}

/**
 * The only way out: every HTTP request of the server to another. It goes to the public internet and by TLS only, unless an operator
 * has allowed more, and takes no more time and memory than it is given.
 */
export class Outgoing {
  readonly #options: OutgoingOptions;
  readonly #policy: Policy;
  readonly #pace: Pace;
  readonly #gate: Gate;
  readonly #resolve: Resolve;
  /** By the time for connecting, of which there are few. */
  readonly #agents = new Map<number, Agent>();

  constructor(options: OutgoingOptions) {
    this.#options = options;
    this.#policy = new Policy(options);
    this.#gate = new Gate(options.connectionsPerHost);
    this.#pace = new Pace(options.requestsPerSecond);
    this.#resolve = options.resolve ?? systemResolver();
  }

  /** Connections to one host: no more requests to it than these are under way at once. */
  get connectionsPerHost(): number {
    return this.#options.connectionsPerHost;
  }

  /** Asks, and says what came of it. Does not reject for anything that a URL, a name server or a receiver does. */
  async request(request: OutgoingRequest): Promise<OutgoingAnswer> {
    try {
      return await this.#request(request);
    } catch (error) {
      if (error instanceof OutgoingError)
        return { kind: 'failed', failure: error.failure, message: error.message };
      throw error;
    }
  }

  /** Ends all connections; what is under way fails. */
  async close(): Promise<void> {
    await Promise.all([...this.#agents.values()].map((agent) => agent.destroy()));
  }

  async #request(request: OutgoingRequest): Promise<Answered> {
    const limits = { ...USUAL_LIMITS, ...request.limits };
    const url = this.#policy.checkUrl(request.url);
    const headers = { 'user-agent': USER_AGENT, ...checkHeaders(request.headers ?? {}) };
    const leave = this.#isCaptured(url) ? undefined : await this.#turn(request, url);
    // Only from now on: to wait for a turn is not the receiver's fault.
    const time = new AbortController();
    const timer = setTimeout(() => time.abort(tooLate(url, limits.answerMs)), limits.answerMs);
    const signal = request.signal ? AbortSignal.any([request.signal, time.signal]) : time.signal;
    const { method, body } = request;
    try {
      return await this.#follow({ method, url, headers, body, bodyBytes: limits.bodyBytes }, (hop) =>
        this.#isCaptured(hop.url)
          ? this.#capture(request, hop, limits.answerMs)
          : send(this.#agent(limits.connectMs), hop, signal),
      );
    } catch (error) {
      if (request.signal?.aborted) throw new OutgoingError('ABORTED', 'The request was given up.');
      throw error;
    } finally {
      clearTimeout(timer);
      leave?.();
    }
  }

  #isCaptured({ hostname }: URL): boolean {
    return this.#options.capture !== undefined && !this.#policy.isAllowedHost(hostname);
  }

  async #capture({ accountId, origin }: OutgoingRequest, hop: Hop, answerMs: number): Promise<Answered> {
    this.#policy.checkCaptured(hop.url);
    const { method, url, headers, body } = hop;
    const answer = await this.#options.capture!({ accountId, origin, method, url: url.href, headers, body });
    if (answer.delayMs > answerMs) throw tooLate(url, answerMs);
    const whole = Buffer.from(method === 'HEAD' ? '' : answer.body);
    const kept = whole.subarray(0, hop.bodyBytes);
    return {
      kind: 'answered',
      status: answer.status,
      headers: answer.headers,
      body: kept,
      isCut: kept.length < whole.length,
    };
  }

  /** Waits for one of the host's connections, and for the pace; answers with how to give the connection back. */
  async #turn({ accountId, signal }: OutgoingRequest, { host }: URL): Promise<() => void> {
    let leave: (() => void) | undefined;
    try {
      leave = await this.#gate.enter(host, signal);
      await this.#pace.turn(`${accountId} ${host}`, signal);
      return leave;
    } catch (error) {
      leave?.();
      if (signal?.aborted) throw new OutgoingError('ABORTED', 'The request was given up.');
      throw error;
    }
  }

  /**
   * Only requests that ask and do nothing are sent on to where a redirect points. Any other ends with the redirect as its answer: to
   * do it elsewhere, or to ask instead of doing it, is not what its caller wanted.
   */
  async #follow(first: Hop, ask: (hop: Hop) => Promise<Answered>): Promise<Answered> {
    let hop = first;
    for (let redirects = 0; redirects <= REDIRECTS_MAX; redirects++) {
      const answer = await ask(hop);
      const next = nextUrl(hop, answer);
      if (next === undefined) return answer;
      const url = this.#policy.checkUrl(next);
      hop = { ...hop, url, headers: url.origin === hop.url.origin ? hop.headers : harmless(hop.headers) };
    }
    throw new OutgoingError(
      'TOO_MANY_REDIRECTS',
      `${first.url.host} redirects more than ${REDIRECTS_MAX} times.`,
    );
  }

  #agent(connectMs: number): Agent {
    const known = this.#agents.get(connectMs);
    if (known) return known;
    const agent = new Agent({
      connect: guardedConnector(this.#policy, this.#resolve, connectMs),
      connections: this.#options.connectionsPerHost,
      keepAliveTimeout: KEEP_ALIVE_MS,
      maxHeaderSize: ANSWER_HEADER_BYTES_MAX,
      pipelining: 1,
      allowH2: false,
    });
    this.#agents.set(connectMs, agent);
    return agent;
  }
}

/** Where an answer sends the request on to; undefined when it is the last one. */
function nextUrl({ method, url }: Hop, { status, headers }: Answered): string | undefined {
  const location = headers['location'];
  if (location === undefined || (method !== 'GET' && method !== 'HEAD')) return undefined;
  if (![301, 302, 303, 307, 308].includes(status)) return undefined;
  if (!URL.canParse(location, url.href))
    throw new OutgoingError('ANSWER_INVALID', `${url.host} redirects to what is no URL.`);
  return new URL(location, url).href;
}

function harmless(headers: Hop['headers']): Hop['headers'] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => HARMLESS.has(name)));
}

function tooLate({ host }: URL, answerMs: number): OutgoingError {
  return new OutgoingError('ANSWER_TIMEOUT', `${host} did not answer within ${answerMs / 1_000} seconds.`);
}
