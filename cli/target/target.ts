import { setTimeout as pause } from 'node:timers/promises';
import { type Answer, type Arguments, type LooseGiven, type OperationName, pathOf } from '@millrace/client';
import { failureOf, unreachable } from './failure.ts';

interface TargetParts {
  /** Of its profile; null where the environment names it. */
  readonly name: string | null;
  readonly url: string;
  readonly token: string;
}

/** How often a call is made again that the server was too busy for. */
const TRIES_MAX = 6;
/** What is waited where the server does not say how long, doubled each time. */
const FIRST_PAUSE_MS = 500;
/** Longer than any window of a rate limit but that of a day, which nobody waits for. */
const PAUSE_MS_MAX = 60_000;

/** A server, and the token with which it is asked. The token is shown nowhere. */
export class Target {
  readonly name: string | null;
  readonly url: string;
  readonly #token: string;

  constructor({ name, url, token }: TargetParts) {
    this.name = name;
    this.url = url.replace(/\/+$/, '');
    this.#token = token;
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
  async send(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<string> {
    for (let tries = 1; ; tries++) {
      const response = await this.#fetch(method, path, body, signal);
      const text = await response.text();
      if (response.ok) return text;
      const wait = pauseOf(response, tries);
      if (wait === undefined || tries === TRIES_MAX) throw failureOf(this.says, response.status, text);
      await pause(wait, undefined, signal ? { signal } : {});
    }
  }

  async #fetch(
    method: string,
    path: string,
    body: unknown,
    signal: AbortSignal | undefined,
  ): Promise<Response> {
    try {
      return await fetch(this.url + path, {
        method,
        headers: {
          authorization: `Bearer ${this.#token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        signal: signal ?? null,
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
    } catch (error) {
      throw signal?.aborted ? error : unreachable(this.says, error);
    }
  }
}

/** How long to wait before the same call again; undefined where that would not help. */
function pauseOf({ status, headers }: Response, tries: number): number | undefined {
  if (status !== 429 && status !== 503) return undefined;
  const said = Number(headers.get('retry-after') ?? Number.NaN) * 1_000;
  const wait = Number.isFinite(said) ? said : FIRST_PAUSE_MS * 2 ** (tries - 1);
  return wait > PAUSE_MS_MAX ? undefined : wait;
}
