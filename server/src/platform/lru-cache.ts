/** The room of a cache, and the size of a value; without a size every value counts one. */
export interface LruOptions<K, V> {
  readonly most: number;
  readonly sizeOf?: (value: V, key: K) => number;
}

/** Recently used values: beyond the room, the least recently used goes first. */
export class LruCache<K, V> {
  readonly #options: LruOptions<K, V>;
  /** The most recently used is at the end. */
  readonly #kept = new Map<K, V>();
  #size = 0;

  constructor(options: LruOptions<K, V>) {
    this.#options = options;
  }

  get(key: K): V | undefined {
    const value = this.#kept.get(key);
    if (value === undefined) return undefined;
    this.#kept.delete(key);
    this.#kept.set(key, value);
    return value;
  }

  set(key: K, value: V): void {
    this.#forget(key);
    this.#kept.set(key, value);
    this.#size += this.#sizeOf(value, key);
    for (const eldest of this.#kept.keys()) {
      if (this.#size <= this.#options.most) return;
      this.#forget(eldest);
    }
  }

  clear(): void {
    this.#kept.clear();
    this.#size = 0;
  }

  #forget(key: K): void {
    const value = this.#kept.get(key);
    if (value === undefined) return;
    this.#size -= this.#sizeOf(value, key);
    this.#kept.delete(key);
  }

  #sizeOf(value: V, key: K): number {
    return this.#options.sizeOf?.(value, key) ?? 1;
  }
}
