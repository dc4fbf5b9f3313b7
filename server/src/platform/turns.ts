import { setImmediate } from 'node:timers/promises';
import type { Db } from './database/index.ts';

/** How long criteria are asked of records before others in this process have their turn. */
const TURN_MS = 20;
/** How long the database hears nothing meanwhile: well below what it takes for a frozen transaction. */
const SILENCE_MS = 2_000;

/** How long one transaction asks criteria of records, or advances enrollments; what is left is the next one's. */
export const ASKING_MS_MAX = 3_000;

/**
 * Taken between two records of whom criteria are asked inside a transaction: requests go on in between, and the database knows
 * that its client is still there.
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

  /** Whether the transaction has asked for long enough. */
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
