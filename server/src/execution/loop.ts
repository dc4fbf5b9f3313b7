import { DatabaseUnavailable, type Log } from '../platform/index.ts';

/** One kind of work, done again and again: at once while there is some, on being woken, and at the poll interval. */
export interface LoopOptions {
  /** The lane that it runs. */
  readonly name: string;
  /** Does due work; returns its amount, and the next due instant, if known. */
  readonly work: () => Promise<{ readonly done: number; readonly nextInMs: number | null }>;
  readonly log: Log;
  /** Observes every turn with work or a failure. */
  readonly onTurn?: (outcome: 'done' | 'failed', seconds: number) => void;
  readonly isDatabaseAway: () => boolean;
}

/**
 * Longest sleep of a loop: the cost of a lost notification, and of work that others leave undone. While they hold what is due it sleeps as well: holders in
 * this process wake it when they are done.
 */
export const POLL_MS = 1_000;
/** Pause after an error, so that a broken database is not hammered. */
const ERROR_PAUSE_MS = 500;

export class Loop {
  readonly #options: LoopOptions;
  #stopping = false;
  #woken = false;
  /** Whether others hold the due work. */
  #isRefused = false;
  /** Whether it sleeps, and nothing has woken it. */
  #isAsleep = false;
  #looks = 0;
  #wake: () => void = () => undefined;
  #running: Promise<void> | undefined;

  constructor(options: LoopOptions) {
    this.#options = options;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  get isAsleep(): boolean {
    return this.#isAsleep;
  }

  /** How often it has begun to look for work. */
  get looks(): number {
    return this.#looks;
  }

  /** Looks at once, or again. */
  wakeUp(): void {
    this.#woken = true;
    this.#isAsleep = false;
    this.#wake();
  }

  /** Wakes a loop that waits for work in others' hands, which may be free now. */
  lookAgain(): void {
    if (!this.#isAsleep || this.#isRefused) this.wakeUp();
  }

  /** Finishes the work in hand and takes no more. */
  async stop(): Promise<void> {
    this.#stopping = true;
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
    this.#looks++;
    const tell = (outcome: 'done' | 'failed') =>
      this.#options.onTurn?.(outcome, (performance.now() - begunAt) / 1_000);
    try {
      const { done, nextInMs } = await this.#options.work();
      if (done > 0) tell('done');
      this.#isRefused = done === 0 && nextInMs !== null && nextInMs <= 0;
      if (done > 0) return 0;
      return this.#isRefused ? POLL_MS : Math.min(POLL_MS, nextInMs ?? POLL_MS);
    } catch (error) {
      this.#isRefused = false;
      tell('failed');
      if (!this.#stopping)
        this.#options.log[this.#levelOf(error)](
          { err: error, lane: this.#options.name },
          'a lane failed; it goes on',
        );
      return ERROR_PAUSE_MS;
    }
  }

  /** An absent database is logged once, not by every lane at every try. */
  #levelOf(error: unknown): 'error' | 'warn' | 'debug' {
    if (!(error instanceof DatabaseUnavailable)) return 'error';
    return this.#options.isDatabaseAway() ? 'debug' : 'warn';
  }

  async #sleep(ms: number): Promise<void> {
    this.#isAsleep = true;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#isAsleep = false;
  }
}
