import { ApiError } from './errors.ts';

/** Wait of a caller for a slot, before 503. */
const WAIT_MS = 10_000;

/** A number of slots; a caller without one waits, first come first served, for a limited time. */
export class Slots {
  #free: number;
  readonly #waiting = new Set<() => void>();

  constructor(count: number) {
    this.#free = count;
  }

  /** Runs `work` in a slot. 503 when none became free in time. */
  async in<T>(work: () => Promise<T>): Promise<T> {
    await this.#take();
    try {
      return await work();
    } finally {
      this.#give();
    }
  }

  #take(): Promise<void> | void {
    if (this.#free > 0) {
      this.#free--;
      return;
    }
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(take);
        reject(crowded());
      }, WAIT_MS);
      const take = () => {
        clearTimeout(timer);
        resolve();
      };
      this.#waiting.add(take);
    });
  }

  #give(): void {
    const [next] = this.#waiting;
    if (!next) {
      this.#free++;
      return;
    }
    this.#waiting.delete(next);
    next();
  }
}

function crowded(): ApiError {
  return new ApiError({
    status: 503,
    category: 'SERVICE_UNAVAILABLE',
    message: 'More is being written than is done in time. Try again.',
    headers: { 'retry-after': '1' },
  });
}
