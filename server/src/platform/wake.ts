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

/** Accounts that one notification names; of more it says only that there are some. */
const NAMED_MAX = 100;

/** Whose work has arrived; null when that is not known. */
type Heard = (account: string | null) => void;

/**
 * Tells lanes that work has arrived, and whose: in this process at once, in others by NOTIFY, outside of any transaction and at
 * most once an interval and kind. Lost notifications cost a poll interval, never work: rows are the truth.
 */
export class Wake {
  /** Begins what this process notifies of, which it has heard of before all others. */
  readonly #sender = randomUUID();
  readonly #emitter = new EventEmitter().setMaxListeners(0);
  readonly #broadcasts = new EventEmitter().setMaxListeners(0);
  readonly #pending = new Map<string, { readonly timer: NodeJS.Timeout; accounts: Set<string> | null }>();
  #sql: Sql | undefined;

  /** Announces committed work of this kind; of an account, where it is of one. */
  signal({ name }: Work, account: string | null = null): void {
    this.#emitter.emit(name, account);
    if (!this.#sql) return;
    const pending = this.#pending.get(name);
    if (pending) {
      if (account === null) pending.accounts = null;
      else pending.accounts?.add(account);
      return;
    }
    const timer = setTimeout(() => this.#notify(name), NOTIFY_INTERVAL_MS);
    timer.unref();
    this.#pending.set(name, { timer, accounts: account === null ? null : new Set([account]) });
  }

  #notify(name: string): void {
    const accounts = this.#pending.get(name)?.accounts;
    this.#pending.delete(name);
    // Who has sent it, and whose work it is, stand before the name: a process of the release before reads what follows the first space.
    const named = accounts && accounts.size <= NAMED_MAX ? `:${[...accounts].join(',')}` : '';
    this.#send(`${this.#sender}${named} ${name}`);
  }

  /** A notification that is lost costs a poll interval. */
  #send(payload: string): void {
    if (this.#sql) this.#sql`select pg_notify(${CHANNEL}, ${payload})`.catch(() => undefined);
  }

  on({ name }: Work, listener: Heard): () => void {
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

  /** A process of an earlier release names no sender, or no accounts. */
  #heard(payload: string): void {
    if (payload.startsWith(this.#sender)) return;
    const space = payload.indexOf(' ');
    const said = payload.slice(space + 1);
    if (!said.startsWith(BROADCAST)) {
      const [, accounts] = payload.slice(0, Math.max(0, space)).split(':');
      for (const account of accounts?.split(',') ?? [null]) this.#emitter.emit(said, account);
      return;
    }
    const [kind = ''] = said.slice(BROADCAST.length).split(' ', 1);
    this.#broadcasts.emit(kind, said.slice(BROADCAST.length + kind.length + 1));
  }

  /** Tells the other processes, each of whose listeners of this kind hears the text; lost where one is away, and nobody hears before the process has joined. */
  broadcast(kind: string, text: string): void {
    this.#send(`${this.#sender} ${BROADCAST}${kind} ${text}`);
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
    for (const name of this.#emitter.eventNames()) this.#emitter.emit(name, null);
  }

  close(): void {
    for (const { timer } of this.#pending.values()) clearTimeout(timer);
    this.#pending.clear();
    this.#sql = undefined;
  }
}
