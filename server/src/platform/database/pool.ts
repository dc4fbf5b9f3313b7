import type { Places } from './addresses.ts';
import type { Availability } from './availability.ts';
import { Connection, type ConnectionOptions } from './connection.ts';
import { DatabaseUnavailable } from './unavailable.ts';

/** Wait of a caller for a connection while all are in use. */
const ACQUIRE_MS = 10_000;

/** Age limit of a connection; PostgreSQL's processes grow over time. */
const LIFETIME_MS = 45 * 60_000;

/** Interval of the search for connections silent for longer than a statement may take. */
const WATCH_MS = 1_000;

interface Waiting {
  resolve(connection: Connection): void;
  reject(error: Error): void;
}

/**
 * A few connections for many. A lost one is forgotten at once, and a new one made at the next question: without any
 * back-off, the first caller after PostgreSQL's return is answered. Without any connection, callers get the reason at once.
 */
export class Pool {
  readonly availability: Availability;
  readonly #places: Places;
  readonly #options: ConnectionOptions;
  readonly #most: number;
  readonly #idle: Connection[] = [];
  readonly #busy = new Set<Connection>();
  readonly #waiting = new Set<Waiting>();
  readonly #watch: NodeJS.Timeout;
  #opening = 0;
  #isClosed = false;
  #emptied: () => void = () => undefined;

  constructor(places: Places, options: ConnectionOptions, most: number, availability: Availability) {
    this.#places = places;
    this.#options = options;
    this.#most = most;
    this.availability = availability;
    this.#watch = setInterval(() => this.#dropSilent(), WATCH_MS).unref();
    availability.on('left', this.#leave);
  }

  /** Connections in use, idle, and being made; waiting callers. */
  get usage() {
    return {
      busy: this.#busy.size,
      idle: this.#idle.length,
      opening: this.#opening,
      waiting: this.#waiting.size,
      most: this.#most,
    };
  }

  /** A connection, to be given back with `release`. Throws DatabaseUnavailable. */
  acquire(): Promise<Connection> {
    if (this.#isClosed) return Promise.reject(new DatabaseUnavailable('This server is stopping.'));
    const idle = this.#idle.pop();
    if (idle) {
      this.#busy.add(idle);
      return Promise.resolve(idle);
    }
    return new Promise((resolve, reject) => this.#wait(resolve, reject));
  }

  release(connection: Connection): void {
    if (!this.#busy.delete(connection)) return;
    if (connection.isLost) this.#open();
    else if (this.#isClosed || this.#isOutlived(connection)) {
      void connection.close();
      this.#open();
    } else this.#hand(connection);
    if (this.#busy.size === 0) this.#emptied();
  }

  /** Gives out no more connections, waits up to `timeoutMs` for those in use, then breaks off. */
  async close(timeoutMs: number): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#watch);
    this.availability.off('left', this.#leave);
    for (const { reject } of this.#waiting) reject(new DatabaseUnavailable('This server is stopping.'));
    if (this.#busy.size > 0) {
      const timeout = setTimeout(() => this.#emptied(), timeoutMs);
      await new Promise<void>((resolve) => {
        this.#emptied = resolve;
      });
      clearTimeout(timeout);
    }
    for (const connection of this.#busy) connection.destroy();
    await Promise.all(this.#idle.splice(0).map((connection) => connection.close()));
  }

  /** Gives out no more connections and breaks off all there are, whether the other end hears of it or not: what waits for an answer fails. */
  abandon(): void {
    this.#isClosed = true;
    clearInterval(this.#watch);
    const gone = new DatabaseUnavailable('The database has not answered, and its connections were given up.');
    for (const { reject } of this.#waiting) reject(gone);
    for (const connection of [...this.#busy, ...this.#idle.splice(0)]) connection.destroy();
  }

  #wait(resolve: (connection: Connection) => void, reject: (error: Error) => void): void {
    const timeout = setTimeout(() => {
      waiting.reject(new DatabaseUnavailable('All connections to the database are in use.'));
    }, ACQUIRE_MS);
    const leave = () => {
      clearTimeout(timeout);
      this.#waiting.delete(waiting);
    };
    const waiting: Waiting = {
      resolve(connection) {
        leave();
        resolve(connection);
      },
      reject(error) {
        leave();
        reject(error);
      },
    };
    this.#waiting.add(waiting);
    this.#open();
  }

  /** Makes a connection for a waiting caller, within the limit. */
  #open(): void {
    const size = this.#busy.size + this.#idle.length + this.#opening;
    if (this.#waiting.size <= this.#opening || size >= this.#most || this.#isClosed) return;
    this.#opening++;
    this.#places
      .first((place) => Connection.open(place, this.#options))
      .then(
        (connection) => this.#opened(connection),
        (error: DatabaseUnavailable) => this.#failed(error),
      );
  }

  #opened(connection: Connection): void {
    this.#opening--;
    this.availability.worked();
    connection.onLost = () => this.#forget(connection);
    if (this.#isClosed) void connection.close();
    else this.#hand(connection);
  }

  /** While others are in use, a waiting caller gets one of those; else all waiting callers fail. */
  #failed(error: DatabaseUnavailable): void {
    this.#opening--;
    if (this.#busy.size + this.#idle.length > 0) return;
    this.availability.failed(error);
    for (const { reject } of this.#waiting) reject(error);
  }

  #hand(connection: Connection): void {
    const [first] = this.#waiting;
    if (first) {
      this.#busy.add(connection);
      first.resolve(connection);
    } else this.#idle.push(connection);
  }

  #isOutlived({ openedAt }: Connection): boolean {
    return performance.now() - openedAt > LIFETIME_MS || openedAt < this.availability.leftAt;
  }

  /** Closes what is idle; what is in use is closed when it is given back. */
  readonly #leave = (): void => {
    for (const connection of this.#idle.splice(0)) void connection.close();
  };

  #forget(connection: Connection): void {
    const index = this.#idle.indexOf(connection);
    if (index >= 0) this.#idle.splice(index, 1);
    // One that is in use is given back by its holder, and then the next is made.
  }

  #dropSilent(): void {
    const now = performance.now();
    for (const connection of this.#busy) if (connection.isSilent(now)) connection.destroy();
  }
}
