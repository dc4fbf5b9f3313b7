import { setTimeout as pause } from 'node:timers/promises';
import { type Answer, type Arguments, type LooseGiven, type OperationName, pathOf } from '@millrace/client';
import { failureOf, unreachable } from './failure.ts';
import type { Pace } from './pace.ts';

interface TargetParts {
  /** Of its profile; null where the environment names it. */
  readonly name: string | null;
  readonly url: string;
  readonly token: string;
  /** Holds calls back; without it they go at once. */
  readonly pace?: Pace;
  /** Aborts every call, and what is waited before one. */
  readonly signal?: AbortSignal;
}

/** How often a call is made again that the server was too busy for. */
const TRIES_MAX = 6;
/** What is waited where the server does not say how long, doubled each time. */
const FIRST_PAUSE_MS = 500;
/** Longer than any window of a rate limit but that of a day, which nobody waits for. */
const PAUSE_MS_MAX = 60_000;
/** Statuses of a call that has not been done and may be made again: too many calls, locked, in migration, unavailable. */
const BUSY: ReadonlySet<number> = new Set([429, 423, 477, 503]);
/** Of calls that only read, those as well that nobody has answered. */
const UNANSWERED: ReadonlySet<number> = new Set([502, 504, 524]);

/** An answer, all of it: a connection that is cut within one is no answer. */
interface Heard extends Pick<Response, 'ok' | 'status' | 'headers'> {
  readonly text: string;
}

/** A server, and the token with which it is asked. The token is shown nowhere. */
export class Target {
  readonly name: string | null;
  readonly url: string;
  readonly #token: string;
  readonly #pace: Pace | undefined;
  readonly #signal: AbortSignal | undefined;

  constructor({ name, url, token, pace, signal }: TargetParts) {
    this.name = name;
    this.url = url.replace(/\/+$/, '');
    this.#token = token;
    this.#pace = pace;
    this.#signal = signal;
  }

  /** The same server, asked at this pace until the signal is aborted. */
  at(pace: Pace, signal: AbortSignal): Target {
    return new Target({ name: this.name, url: this.url, token: this.#token, pace, signal });
  }

  /** What it is called in messages. */
  get says(): string {
    return this.name === null ? this.url : `${this.name} (${this.url})`;
  }

  /** What it is called in files that are committed: its profile, else its host. */
  get key(): string {
    return this.name ?? new URL(this.url).host;
  }

  /** Asks: `call('GET /millrace/v1/flows/{flowId}/counts', { path: { flowId } })`. Throws a TargetFailure. */
  async call<O extends OperationName>(operation: O, ...args: Arguments<O>): Promise<Answer<O>> {
    const text = await this.callText(operation, ...args);
    return (text === '' ? undefined : JSON.parse(text)) as Answer<O>;
  }

  /** The same with the answer's text as it came, digit for digit. A text as body is JSON already. */
  async callText<O extends OperationName>(operation: O, ...args: Arguments<O>): Promise<string> {
    const [given, signal] = args as [LooseGiven | undefined, AbortSignal | undefined];
    const [method, template] = operation.split(' ') as [string, string];
    return this.send(method, pathOf(template, given), given?.body, signal);
  }

  /** A request by its method and path; one that the server is too busy for (429, 503) is made again when it says. */
  async send(method: string, path: string, body?: unknown, given?: AbortSignal): Promise<string> {
    const signal = given ?? this.#signal;
    for (let tries = 1; ; tries++) {
      await this.#pace?.turn(signal);
      const { ok, status, headers, text } = await this.#fetch(method, path, body, signal);
      this.#pace?.heard(headers);
      if (ok) return text;
      const mayRepeat = BUSY.has(status) || (method === 'GET' && UNANSWERED.has(status));
      const wait = mayRepeat && !isOfTheDay(text) ? pauseOf(headers, tries) : undefined;
      if (wait === undefined || tries === TRIES_MAX) throw failureOf(this.says, status, text);
      await pause(wait, undefined, signal ? { signal } : {});
    }
  }

  async #fetch(method: string, path: string, body: unknown, signal: AbortSignal | undefined): Promise<Heard> {
    try {
      const response = await fetch(this.url + path, {
        method,
        headers: {
          authorization: `Bearer ${this.#token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        signal: signal ?? null,
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const { ok, status, headers } = response;
      return { ok, status, headers, text: await response.text() };
    } catch (error) {
      throw signal?.aborted ? error : unreachable(this.says, error);
    }
  }
}

/** How long to wait before the same call again; undefined where nobody waits so long. */
function pauseOf(headers: Headers, tries: number): number | undefined {
  const said = Number(headers.get('retry-after') ?? Number.NaN) * 1_000;
  const wait = Number.isFinite(said) ? said : FIRST_PAUSE_MS * 2 ** (tries - 1);
  return wait > PAUSE_MS_MAX ? undefined : wait;
}

/** The calls of the whole day are used up: asking again within it is in vain. */
function isOfTheDay(text: string): boolean {
  return /"policyName"\s*:\s*"DAILY"/.test(text);
}
