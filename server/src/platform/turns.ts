import { setImmediate } from 'node:timers/promises';
import type { Db } from './database/index.ts';

/** Time for evaluating criteria before other work of this process has its turn. */
const TURN_MS = 20;
/** Silence towards the database meanwhile: well below its limit for a frozen transaction. */
const SILENCE_MS = 2_000;

/** Time for evaluating criteria or advancing enrollments in one transaction; the next one does the rest. */
export const ASKING_MS_MAX = 3_000;

/**
 * Taken between two evaluations of records inside a transaction: requests go on in between, and the database hears from its
 * client.
 */
export class Turns {
  readonly #db: Db;
  readonly #end: number;
  #turn = performance.now();
  #heard = performance.now();

  constructor(db: Db, mostMs = ASKING_MS_MAX) {
    this.#db = db;
    this.#end = performance.now() + mostMs;
  }

  /** Whether the transaction has used up its time. */
  get areOver(): boolean {
    return performance.now() > this.#end;
  }

  async next(): Promise<void> {
    const now = performance.now();
    if (now - this.#turn < TURN_MS) return;
    if (now - this.#heard < SILENCE_MS) await setImmediate();
    else {
      await this.#db`select 1`;
      this.#heard = performance.now();
    }
    this.#turn = performance.now();
  }
}
