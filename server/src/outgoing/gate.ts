/** Lets so many in at once for each key, in order of arrival. */
export class Gate {
  readonly #most: number;
  readonly #keys = new Map<string, { inside: number; readonly waiting: Set<() => void> }>();

  constructor(most: number) {
    this.#most = most;
  }

  /** Resolves when the caller may go in; it must call the result when it leaves. Rejects when the signal is aborted before. */
  async enter(key: string, signal?: AbortSignal): Promise<() => void> {
    signal?.throwIfAborted();
    const state = this.#keys.get(key) ?? { inside: 0, waiting: new Set() };
    this.#keys.set(key, state);
    if (state.inside < this.#most) state.inside++;
    else await this.#wait(state.waiting, signal);
    return () => this.#leave(key);
  }

  #wait(waiting: Set<() => void>, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const goIn = () => {
        signal?.removeEventListener('abort', giveUp);
        resolve();
      };
      const giveUp = () => {
        waiting.delete(goIn);
        reject(signal!.reason);
      };
      waiting.add(goIn);
      signal?.addEventListener('abort', giveUp, { once: true });
    });
  }

  /** The place of who leaves is the next one's. */
  #leave(key: string): void {
    const state = this.#keys.get(key)!;
    const [next] = state.waiting;
    if (next) {
      state.waiting.delete(next);
      next();
    } else if (--state.inside === 0) this.#keys.delete(key);
  }
}
