import { ApiError, LruCache, networkOf } from '../../platform/index.ts';

/** Wrong tries of one address in any minute. */
export const WRONG_TRIES_MAX = 5;
const INTERVAL_MS = 60_000;
/** Addresses that are remembered; beyond it the one that tried longest ago is forgotten. */
const ADDRESSES_MAX = 10_000;

/** Bounds guessing at sign-in, in the memory of this process, by the machine's clock. */
export class WrongTries {
  readonly #tries = new LruCache<string, readonly number[]>({ most: ADDRESSES_MAX });
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Runs a try. It counts as a wrong one from its begin, so that many at once are not more than five, until it turns out right. */
  async during<T>(address: string, attempt: () => Promise<T>): Promise<T> {
    const key = networkOf(address);
    const at = this.#now();
    const tries = this.#recent(key);
    if (tries.length >= WRONG_TRIES_MAX) throw tooMany(tries[0]! + INTERVAL_MS - at);
    this.#tries.set(key, [...tries, at]);
    const result = await attempt().catch((error: unknown) => {
      // A try that was not looked at, as when the database is away, was not a wrong one.
      if (!(error instanceof ApiError) || error.status !== 401) this.#forgive(key, at);
      throw error;
    });
    this.#forgive(key, at);
    return result;
  }

  #recent(key: string): readonly number[] {
    const since = this.#now() - INTERVAL_MS;
    return (this.#tries.get(key) ?? []).filter((at) => at > since);
  }

  #forgive(key: string, at: number): void {
    const tries = [...this.#recent(key)];
    const place = tries.indexOf(at);
    if (place >= 0) this.#tries.set(key, tries.toSpliced(place, 1));
  }
}

function tooMany(leftMs: number): ApiError {
  const seconds = Math.max(1, Math.ceil(leftMs / 1_000));
  return new ApiError({
    status: 429,
    category: 'RATE_LIMITS',
    message: `There were ${WRONG_TRIES_MAX} wrong tries to sign in from this address within a minute: try again in ${seconds} second(s).`,
    more: { errorType: 'RATE_LIMIT', policyName: 'SIGN_IN' },
    headers: { 'retry-after': String(seconds) },
  });
}
