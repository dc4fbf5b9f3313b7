import { DatabaseUnavailable, type Log } from '../platform/index.ts';

/** One kind of work, done again and again: at once while there is some, on being woken, and at the poll interval. */
export interface LoopOptions {
  readonly name: string;
  /** Does what is due; says how much that was, and when the next falls due, if that is known. */
  readonly work: () => Promise<{ readonly done: number; readonly nextInMs: number | null }>;
  /** Registers a listener to be called when work has arrived; returns how to remove it. */
  readonly onWork: (listener: () => void) => () => void;
  readonly log: Log;
  /** Told of every turn that had something to do, or failed. */
  readonly onTurn?: (outcome: 'done' | 'failed', seconds: number) => void;
  readonly isDatabaseAway: () => boolean;
}

/** How long a lane sleeps at most: what a lost notification costs. */
const POLL_MS = 1_000;
/** How long it sleeps at least when it found nothing: what looks due is then in another lane's hands. */
const PAUSE_MS_MIN = 20;
/** How long it pauses after an error, so that a broken database is not hammered. */
const ERROR_PAUSE_MS = 500;

export class Loop {
  readonly #options: LoopOptions;
  #stopping = false;
  #woken = false;
  #wake: () => void = () => undefined;
  #running: Promise<void> | undefined;
  readonly #unsubscribe: () => void;

  constructor(options: LoopOptions) {
    this.#options = options;
    this.#unsubscribe = options.onWork(() => {
      this.#woken = true;
      this.#wake();
    });
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Finishes the work in hand and takes no more. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#unsubscribe();
    this.#wake();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#stopping) {
      this.#woken = false;
      const pauseMs = await this.#once();
      if (pauseMs > 0 && !this.#woken && !this.#stopping) await this.#sleep(pauseMs);
    }
  }

  async #once(): Promise<number> {
    const begunAt = performance.now();
    const tell = (outcome: 'done' | 'failed') =>
      this.#options.onTurn?.(outcome, (performance.now() - begunAt) / 1_000);
    try {
      const { done, nextInMs } = await this.#options.work();
      if (done > 0) tell('done');
      if (done > 0) return 0;
      if (nextInMs === null) return POLL_MS;
      return nextInMs > 0 ? Math.min(POLL_MS, nextInMs) : PAUSE_MS_MIN;
    } catch (error) {
      tell('failed');
      if (!this.#stopping)
        this.#options.log[this.#levelOf(error)](
          { err: error, lane: this.#options.name },
          'a lane failed; it goes on',
        );
      return ERROR_PAUSE_MS;
    }
  }

  /** That the database is away is told once, not by every lane at every try. */
  #levelOf(error: unknown): 'error' | 'warn' | 'debug' {
    if (!(error instanceof DatabaseUnavailable)) return 'error';
    return this.#options.isDatabaseAway() ? 'debug' : 'warn';
  }

  #sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
