import { setTimeout as sleep } from 'node:timers/promises';

/** The stretch of time in which they are counted. */
const SECOND_MS = 1_000;

/**
 * Lets so many pass for each key in any second, in order of arrival: each at the earliest a second after the one that came so many
 * places before it. In real time: it is about the receivers, who know no other.
 */
export class Pace {
  readonly #perSecond: number | undefined;
  /** For each key, when the latest pass, at most as many as pass in a second; the oldest stands at `next`. */
  readonly #passes = new Map<string, { readonly at: number[]; next: number }>();

  /** No limit when undefined. */
  constructor(perSecond: number | undefined) {
    this.#perSecond = perSecond;
  }

  /** Resolves when it is the caller's turn; at once for most. Rejects when the signal is aborted. */
  async turn(key: string, signal?: AbortSignal): Promise<void> {
    if (this.#perSecond === undefined) return;
    const now = performance.now();
    if (this.#passes.size > KEYS_KEPT) this.#forgetBefore(now - SECOND_MS);
    const passes = this.#passes.get(key) ?? { at: [], next: 0 };
    this.#passes.set(key, passes);
    const at = Math.max(now, (passes.at[passes.next] ?? Number.NEGATIVE_INFINITY) + SECOND_MS);
    passes.at[passes.next] = at;
    passes.next = (passes.next + 1) % this.#perSecond;
    if (at > now) await sleep(at - now, undefined, signal ? { signal } : {});
  }

  /** Those whose latest has passed before an instant are of no use any more. */
  #forgetBefore(instant: number): void {
    for (const [key, { at, next }] of this.#passes) if (at.at(next - 1)! < instant) this.#passes.delete(key);
  }
}

/** Keys after which those that are no longer of use are dropped. */
const KEYS_KEPT = 1_000;
