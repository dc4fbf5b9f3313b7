import type { Query, QueryClient } from '@tanstack/react-query';
import type { LiveMeta } from '../topics.ts';
import type { Heard } from './connection.ts';

/** A query is asked again no oftener than this, however much is told of. */
const AGAIN_MS = 1_000;
/** Processes of the server know of a new topic within this: what one of them does before is told to nobody. */
const KNOWN_WITHIN_MS = 1_000;

/** Asks queries again that the stream tells of. Those of a tab that nobody sees wait until it is seen. */
export class Invalidator {
  readonly #client: QueryClient;
  /** Queries that are being asked again, or have just been; true for those that are to be, once more. */
  readonly #busy = new Map<string, boolean>();
  #settling: ReturnType<typeof setTimeout> | undefined;

  constructor(client: QueryClient) {
    this.#client = client;
  }

  /** Something under a topic has changed. */
  hint(topic: unknown, kind: string): void {
    this.#each((meta) => meta.topic === topic && (meta.hints?.some((each) => each === kind) ?? true));
  }

  /** Nobody knows what was told meanwhile. */
  all(): void {
    this.#each((meta) => meta.topic !== undefined);
  }

  /** What no stream tells of. */
  unheard(heard: Heard): void {
    this.#each((meta) => meta.topic !== undefined && !(meta.topic in heard));
  }

  /** Topics are heard from an instant on: what was read before may have changed since. */
  heard(heard: Heard): void {
    clearTimeout(this.#settling);
    const since = Math.max(...Object.values(heard)) + KNOWN_WITHIN_MS;
    this.#settling = setTimeout(
      () =>
        this.#each(
          ({ topic }, { state }) =>
            topic !== undefined &&
            topic in heard &&
            Math.max(state.dataUpdatedAt, state.errorUpdatedAt) <= (heard[topic] ?? 0) + KNOWN_WITHIN_MS,
        ),
      since - Date.now(),
    );
  }

  #each(isMeant: (meta: LiveMeta, query: Query) => boolean): void {
    for (const query of this.#client.getQueryCache().getAll()) {
      if (!query.meta || !isMeant(query.meta, query)) continue;
      // A tab that comes back into sight asks for what is stale by itself.
      if (!query.isActive() || document.hidden) query.invalidate();
      else void this.#askAgain(query);
    }
  }

  async #askAgain({ queryHash, queryKey }: Query): Promise<void> {
    const isBusy = this.#busy.has(queryHash);
    this.#busy.set(queryHash, isBusy);
    if (isBusy) return;
    do {
      this.#busy.set(queryHash, false);
      // An answer that is under way may be older than what was told. It is one of the page's own, never one of ours.
      await this.#client.invalidateQueries({ queryKey, exact: true });
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    } while (this.#busy.get(queryHash));
    this.#busy.delete(queryHash);
  }
}
