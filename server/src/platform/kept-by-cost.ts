import { LruCache } from './lru-cache.ts';

/** An answer that took less is not worth keeping. */
const KEPT_FROM_MS = 50;
/** An answer is kept for so many times what it took: so asking again and again takes a twentieth of one connection. */
const KEPT_TIMES = 20;

/** Keeps what was dear to find out for as long as is fitting; what is cheap is always found out anew. */
export class KeptByCost<T> {
  readonly #kept: LruCache<string, { readonly until: number; readonly value: T }>;

  constructor(most: number) {
    this.#kept = new LruCache({ most });
  }

  async read(key: string, find: () => Promise<T>): Promise<T> {
    const found = await this.readAll([key], async () => new Map([[key, await find()]]));
    return found.get(key)!;
  }

  /** The same of many: those that are not kept are found together, and each cost its part. */
  async readAll(
    keys: readonly string[],
    find: (missing: readonly string[]) => Promise<ReadonlyMap<string, T>>,
  ): Promise<ReadonlyMap<string, T>> {
    const begun = performance.now();
    const known = new Map<string, T>();
    for (const key of keys) {
      const kept = this.#kept.get(key);
      if (kept && kept.until > begun) known.set(key, kept.value);
    }
    const missing = keys.filter((key) => !known.has(key));
    if (missing.length === 0) return known;
    const found = await find(missing);
    const now = performance.now();
    if (now - begun >= KEPT_FROM_MS)
      for (const [key, value] of found)
        this.#kept.set(key, { until: now + KEPT_TIMES * (now - begun), value });
    return new Map([...known, ...found]);
  }
}
