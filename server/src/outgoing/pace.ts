import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Lets so many a second pass for each key, in order of arrival, and as many at once after a pause. In real time: it is about the
 * receivers, who know no other.
 */
export class Pace {
  readonly #gapMs: number;
  readonly #burstMs: number;
  /** For each key, when the next would pass if all came evenly; one that lies in the past says nothing, and is dropped. */
  readonly #next = new Map<string, number>();

  /** No limit when undefined. */
  constructor(perSecond: number | undefined) {
    this.#gapMs = perSecond === undefined ? 0 : 1_000 / perSecond;
    this.#burstMs = perSecond === undefined ? 0 : 1_000 - this.#gapMs;
  }

  /** Resolves when it is the caller's turn; at once for most. Rejects when the signal is aborted. */
  async turn(key: string, signal?: AbortSignal): Promise<void> {
    if (this.#gapMs === 0) return;
    const now = performance.now();
    const at = Math.max(now, this.#next.get(key) ?? 0);
    if (this.#next.size > KEYS_KEPT) this.#forgetBefore(now);
    this.#next.set(key, at + this.#gapMs);
    const wait = at - this.#burstMs - now;
    if (wait > 0) await sleep(wait, undefined, signal ? { signal } : {});
  }

  #forgetBefore(now: number): void {
    for (const [key, next] of this.#next) if (next < now) this.#next.delete(key);
  }
}

/** Keys after which those that are no longer of use are dropped. */
const KEYS_KEPT = 1_000;
