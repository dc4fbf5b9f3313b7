import { EventEmitter } from 'node:events';
import type { Sql } from './database/index.ts';

/** What there is to do: changes to look at, instants of criteria, sweeps, enrollments or effects that have fallen due. */
const WORK = ['changes', 'instants', 'sweeps', 'enrollments', 'effects'] as const;
export type Work = (typeof WORK)[number];

/** Notifications of one kind that a process sends in one interval; NOTIFY serializes commits, so it is kept rare. */
const NOTIFY_INTERVAL_MS = 20;

const CHANNEL = 'millrace';

/**
 * Tells lanes that work has arrived: in this process at once, in others by NOTIFY, outside of any transaction and at
 * most once an interval and kind. Lost notifications cost a poll interval, never work: rows are the truth.
 */
export class Wake {
  readonly #emitter = new EventEmitter().setMaxListeners(0);
  readonly #pending = new Map<Work, NodeJS.Timeout>();
  #sql: Sql | undefined;

  /** Says that work of this kind is committed. */
  signal(work: Work): void {
    this.#emitter.emit(work);
    if (!this.#sql || this.#pending.has(work)) return;
    const timer = setTimeout(() => {
      this.#pending.delete(work);
      // A notification that is lost costs a poll interval.
      if (this.#sql) this.#sql`select pg_notify(${CHANNEL}, ${work})`.catch(() => undefined);
    }, NOTIFY_INTERVAL_MS);
    timer.unref();
    this.#pending.set(work, timer);
  }

  on(work: Work, listener: () => void): () => void {
    this.#emitter.on(work, listener);
    return () => this.#emitter.off(work, listener);
  }

  /** Joins the other processes of the installation. */
  async connect(sql: Sql): Promise<void> {
    this.#sql = sql;
    const heard = (payload: string) => {
      const work = WORK.find((each) => each === payload);
      if (work) this.#emitter.emit(work);
    };
    await sql.listen(CHANNEL, heard, () => this.lookAround());
  }

  /** Wakes every lane of this process: something may have come that nobody heard of. */
  lookAround(): void {
    for (const work of WORK) this.#emitter.emit(work);
  }

  close(): void {
    for (const timer of this.#pending.values()) clearTimeout(timer);
    this.#pending.clear();
    this.#sql = undefined;
  }
}
