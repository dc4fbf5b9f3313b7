import type { ServerResponse } from 'node:http';
import { ApiError, type Hint, type HintKind, type Hints, keyOf } from '../platform/index.ts';

/** A browser that hears nothing for so long takes the stream for lost; so do proxies. */
export const PING_MS = 15_000;
/** One thing is told of no oftener than this. */
export const HINT_EVERY_MS = 1_000;
/** Browsers that lost the stream come back after so long. */
const BACK_AFTER_MS = 2_000;
/** Hints that wait for a reader who takes none. Beyond it they are dropped, and it is told that some were lost. */
const WAITING_HINTS_MAX = 1_000;

/** Why a stream has ended; `LEFT`: its reader has gone. */
export type StreamEnd = 'LEFT' | 'STUCK' | 'NOT_ALLOWED' | 'SHUTTING_DOWN';

/** Hears what streams do. */
export interface StreamObserver {
  opened(): void;
  told(kind: HintKind | 'lost'): void;
  ended(why: StreamEnd): void;
}

export interface StreamOptions {
  readonly hints: Hints;
  readonly accountId: string;
  readonly topics: readonly string[];
  /** Rejects with an ApiError once the caller may no longer listen; any other failure, as of a database that is away, is none of theirs. */
  readonly isStillOpen: () => Promise<unknown>;
  readonly now: () => string;
  /** Sees to it that what the reader is told of is found by its next reads; it is told then. Never rejects. */
  readonly remember?: (() => Promise<void>) | undefined;
  readonly observer?: StreamObserver;
  /** Tests are less patient. */
  readonly pingMs?: number;
}

/**
 * One reader's stream. Hints of one thing wait for each other, the latest says it all; a reader who is slow finds fewer of them, and one
 * who takes nothing between two pings is let go: it holds no more than the hints of its topics.
 */
export class Stream {
  readonly #raw: ServerResponse;
  readonly #options: StreamOptions;
  readonly #waiting = new Map<string, Hint>();
  readonly #toldAt = new Map<string, number>();
  readonly #pinging: NodeJS.Timeout;
  readonly #unwatch: () => void;
  #telling: NodeJS.Timeout | undefined;
  #hasLost = false;
  #hasEnded = false;
  #isStuck = false;

  constructor(raw: ServerResponse, options: StreamOptions) {
    this.#raw = raw;
    this.#options = options;
    this.#unwatch = options.hints.watch(options.accountId, {
      topics: options.topics,
      hear: (hint) => this.#remembered(() => this.#hear(hint)),
      lost: () => this.#remembered(() => this.#lose()),
    });
    options.observer?.opened();
    raw.on('close', () => this.#end('LEFT'));
    raw.on('drain', () => this.#tell());
    raw.write(`retry: ${BACK_AFTER_MS}\n${eventOf('open', { topics: options.topics, at: options.now() })}`);
    this.#pinging = setInterval(() => void this.#ping(), options.pingMs ?? PING_MS);
  }

  /** Ends it; the browser comes back by itself, and is told why where it cannot. */
  end(reason: 'SHUTTING_DOWN' | 'NOT_ALLOWED'): void {
    if (!this.#end(reason) || this.#raw.writableEnded || this.#raw.destroyed) return;
    this.#raw.write(eventOf('end', { reason }));
    // Who takes nothing cannot be told either, and would keep the server from stopping.
    if (this.#raw.writableNeedDrain) this.#raw.destroy();
    else this.#raw.end();
  }

  /** Whether it had not ended before. */
  #end(why: StreamEnd): boolean {
    if (this.#hasEnded) return false;
    this.#hasEnded = true;
    this.#unwatch();
    clearInterval(this.#pinging);
    clearTimeout(this.#telling);
    this.#options.observer?.ended(why);
    return true;
  }

  /** Ends it when its caller may listen no longer. */
  async check(): Promise<void> {
    const isOpen = await this.#options.isStillOpen().then(
      () => true,
      (error: unknown) => !(error instanceof ApiError),
    );
    if (!isOpen) this.end('NOT_ALLOWED');
  }

  #remembered(tell: () => void): void {
    const { remember } = this.#options;
    if (remember) void remember().then(() => this.#hasEnded || tell());
    else tell();
  }

  #hear(hint: Hint): void {
    const key = keyOf(hint);
    if (this.#waiting.size >= WAITING_HINTS_MAX && !this.#waiting.has(key)) this.#lose();
    else {
      this.#waiting.set(key, hint);
      this.#tell();
    }
  }

  #lose(): void {
    this.#hasLost = true;
    this.#waiting.clear();
    this.#tell();
  }

  /** Writes what may be told by now, and comes back for the rest. */
  #tell(): void {
    clearTimeout(this.#telling);
    if (this.#raw.writableNeedDrain || this.#raw.writableEnded) return;
    if (this.#hasLost) {
      this.#hasLost = false;
      this.#options.observer?.told('lost');
      this.#raw.write(eventOf('lost', { at: this.#options.now() }));
    }
    const now = performance.now();
    let soonest = Number.POSITIVE_INFINITY;
    for (const [key, hint] of this.#waiting) {
      const from = (this.#toldAt.get(key) ?? Number.NEGATIVE_INFINITY) + HINT_EVERY_MS;
      if (from > now) {
        soonest = Math.min(soonest, from);
        continue;
      }
      this.#waiting.delete(key);
      this.#toldAt.set(key, now);
      const { topic, kind, about } = hint;
      this.#options.observer?.told(kind);
      if (!this.#raw.write(eventOf(kind, { topic, at: this.#options.now(), ...about }))) return;
    }
    for (const [key, at] of this.#toldAt) if (at + HINT_EVERY_MS < now) this.#toldAt.delete(key);
    if (soonest < Number.POSITIVE_INFINITY) this.#telling = setTimeout(() => this.#tell(), soonest - now);
  }

  async #ping(): Promise<void> {
    if (this.#raw.writableNeedDrain) {
      if (this.#isStuck) {
        this.#end('STUCK');
        this.#raw.destroy();
      }
      this.#isStuck = true;
      return;
    }
    this.#isStuck = false;
    await this.check();
    if (!this.#raw.writableEnded) this.#raw.write(': ping\n\n');
  }
}

function eventOf(name: string, data: object): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
