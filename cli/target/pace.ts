import { setTimeout as pause } from 'node:timers/promises';

/** The window of the original's burst limit, where its headers do not say it. */
const INTERVAL_MS = 10_000;

/** Keeps the calls to a server within its limits: so many a second where that is said, and none while its headers say that nothing is left. */
export class Pace {
  readonly #gapMs: number;
  #freeAt = 0;

  /** `perSecond` undefined: as fast as the server lets. */
  constructor(perSecond: number | undefined) {
    this.#gapMs = perSecond === undefined ? 0 : 1_000 / perSecond;
  }

  /** Waits until the next call may go. */
  async turn(signal: AbortSignal | undefined): Promise<void> {
    const now = Date.now();
    const at = Math.max(now, this.#freeAt);
    this.#freeAt = at + this.#gapMs;
    if (at > now) await pause(at - now, undefined, signal ? { signal } : {});
  }

  /** Reads what an answer says of the limits. */
  heard(headers: Headers): void {
    if (headers.get('x-hubspot-ratelimit-remaining') !== '0') return;
    const interval = Number(headers.get('x-hubspot-ratelimit-interval-milliseconds') ?? INTERVAL_MS);
    this.#freeAt = Math.max(this.#freeAt, Date.now() + (Number.isFinite(interval) ? interval : INTERVAL_MS));
  }
}
