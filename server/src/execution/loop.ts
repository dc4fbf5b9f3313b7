import { DatabaseUnavailable, type Log } from '../platform/index.ts';

/** One kind of work, done again and again: at once while there is some, on being woken, and at the poll interval. */
export interface LoopOptions {
  /** The lane that it runs. */
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

/** How long a loop sleeps at most: what a lost notification costs. */
export const POLL_MS = 1_000;
/**
 * How long it sleeps when what is due is in others' hands, at first and at most; it doubles. Those of this process wake it
 * when they are done; this is for what others leave undone.
 */
export const REFUSED_MS_MIN = 20;
export const REFUSED_MS_MAX = 320;
/** How long it pauses after an error, so that a broken database is not hammered. */
const ERROR_PAUSE_MS = 500;

export class Loop {
  readonly #options: LoopOptions;
  #stopping = false;
  #woken = false;
  /** How long it pauses while what is due is in others' hands; null when it is not. */
  #refusedMs: number | null = null;
  #isAsleep = false;
  #wake: () => void = () => undefined;
  #running: Promise<void> | undefined;
  readonly #unsubscribe: () => void;

  constructor(options: LoopOptions) {
    this.#options = options;
    this.#unsubscribe = options.onWork(() => this.#wakeUp());
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** What others had in hand may be free now. Nothing to one that waits for something else. */
  lookAgain(): void {
    if (!this.#isAsleep || this.#refusedMs !== null) this.#wakeUp();
  }

  /** Finishes the work in hand and takes no more. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#unsubscribe();
    this.#wake();
    await this.#running;
  }

  #wakeUp(): void {
    this.#woken = true;
    this.#wake();
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
      const isRefused = done === 0 && nextInMs !== null && nextInMs <= 0;
      this.#refusedMs = isRefused ? longer(this.#refusedMs) : null;
      return done > 0 ? 0 : (this.#refusedMs ?? Math.min(POLL_MS, nextInMs ?? POLL_MS));
    } catch (error) {
      this.#refusedMs = null;
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

function longer(refusedMs: number | null): number {
  return refusedMs === null ? REFUSED_MS_MIN : Math.min(REFUSED_MS_MAX, 2 * refusedMs);
}
