import { randomUUID } from 'node:crypto';
import { DatabaseUnavailable, type Log, type Sql } from '../platform/index.ts';
import { beat, endBeat } from './queries/beats.ts';

/** Several beats fit into the silence after which a process counts as dead. */
const BEAT_MS = 1_000;

/** The heartbeat of a process that performs effects. Begins with the first claim and goes on until it is stopped. */
export class Heartbeat {
  readonly id = randomUUID();
  readonly #sql: Sql;
  readonly #log: Log;
  #timer: NodeJS.Timeout | undefined;
  #first: Promise<void> | undefined;

  constructor(sql: Sql, log: Log) {
    this.#sql = sql;
    this.#log = log;
  }

  /** Resolves after the first beat. */
  async start(): Promise<void> {
    this.#first ??= this.#begin();
    try {
      await this.#first;
    } catch (error) {
      this.#first = undefined;
      throw error;
    }
  }

  async #begin(): Promise<void> {
    await beat(this.#sql, this.id);
    this.#timer = setInterval(() => this.#beat(), BEAT_MS);
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    if (!this.#first) return;
    clearInterval(this.#timer);
    await endBeat(this.#sql, this.id).catch((error: unknown) => {
      // Without a database, silence says the same a few seconds later.
      if (!(error instanceof DatabaseUnavailable)) throw error;
    });
  }

  /** A missed beat does no harm; after many, other processes take over our leases, and the token fences us. */
  #beat(): void {
    beat(this.#sql, this.id).catch((error: Error) =>
      this.#log[this.#sql.availability.isAway ? 'debug' : 'warn']({ err: error }, 'a heartbeat was missed'),
    );
  }
}
