import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type { Sql } from './database/index.ts';

/** A kind of work, named by the owner of its rows for the lane that does it. */
export interface Work {
  readonly name: string;
}

/** Notifications of one kind that a process sends in one interval; NOTIFY serializes commits, so it is kept rare. */
const NOTIFY_INTERVAL_MS = 20;

const CHANNEL = 'millrace';
/** Begins what is no name of work. A process of the release before has no lane of that name. */
const BROADCAST = '~';
const JOINED = 'joined';

/**
 * Tells lanes that work has arrived: in this process at once, in others by NOTIFY, outside of any transaction and at
 * most once an interval and kind. Lost notifications cost a poll interval, never work: rows are the truth.
 */
export class Wake {
  /** Stands in front of what this process notifies of, which it has heard of before all others. */
  readonly #sender = `${randomUUID()} `;
  readonly #emitter = new EventEmitter().setMaxListeners(0);
  readonly #broadcasts = new EventEmitter().setMaxListeners(0);
  readonly #pending = new Map<string, NodeJS.Timeout>();
  #sql: Sql | undefined;

  /** Announces committed work of this kind. */
  signal({ name }: Work): void {
    this.#emitter.emit(name);
    if (!this.#sql || this.#pending.has(name)) return;
    const timer = setTimeout(() => {
      this.#pending.delete(name);
      // A notification that is lost costs a poll interval.
      if (this.#sql) this.#sql`select pg_notify(${CHANNEL}, ${this.#sender + name})`.catch(() => undefined);
    }, NOTIFY_INTERVAL_MS);
    timer.unref();
    this.#pending.set(name, timer);
  }

  on({ name }: Work, listener: () => void): () => void {
    this.#emitter.on(name, listener);
    return () => this.#emitter.off(name, listener);
  }

  /** Joins the other processes of the installation. */
  async connect(sql: Sql): Promise<void> {
    this.#sql = sql;
    await sql.listen(
      CHANNEL,
      (payload) => this.#heard(payload),
      () => {
        this.lookAround();
        this.#broadcasts.emit(JOINED);
      },
    );
    this.#broadcasts.emit(JOINED);
  }

  /** A process of the release before names no sender. */
  #heard(payload: string): void {
    if (payload.startsWith(this.#sender)) return;
    const said = payload.slice(payload.indexOf(' ') + 1);
    if (!said.startsWith(BROADCAST)) {
      this.#emitter.emit(said);
      return;
    }
    const [kind = ''] = said.slice(BROADCAST.length).split(' ', 1);
    this.#broadcasts.emit(kind, said.slice(BROADCAST.length + kind.length + 1));
  }

  /** Tells the other processes, each of whose listeners of this kind hears the text; lost where one is away, and nobody hears before the process has joined. */
  broadcast(kind: string, text: string): void {
    const payload = `${this.#sender}${BROADCAST}${kind} ${text}`;
    if (this.#sql) this.#sql`select pg_notify(${CHANNEL}, ${payload})`.catch(() => undefined);
  }

  onBroadcast(kind: string, listener: (text: string) => void): void {
    this.#broadcasts.on(kind, listener);
  }

  /** Called when this process hears the others, and again when it may have missed some. */
  onJoined(listener: () => void): void {
    this.#broadcasts.on(JOINED, listener);
  }

  /** Wakes every lane of this process, since notifications may be lost. */
  lookAround(): void {
    for (const name of this.#emitter.eventNames()) this.#emitter.emit(name);
  }

  close(): void {
    for (const timer of this.#pending.values()) clearTimeout(timer);
    this.#pending.clear();
    this.#sql = undefined;
  }
}
