import type { Places } from './addresses.ts';
import type { Availability } from './availability.ts';
import { Connection, type ConnectionOptions } from './connection.ts';
import { DatabaseUnavailable } from './unavailable.ts';

/** How long a caller waits for a connection while all are in use. */
const ACQUIRE_MS = 10_000;

/** How old a connection becomes; PostgreSQL's processes grow with what they have seen. */
const LIFETIME_MS = 45 * 60_000;

/** How often connections are looked at that have been silent for longer than a statement may take. */
const WATCH_MS = 1_000;

interface Waiting {
  resolve(connection: Connection): void;
  reject(error: Error): void;
}

/**
 * A few connections for many. A lost one is forgotten at once, and a new one made at the next question: nobody backs off, so the first to
 * ask after PostgreSQL has come back is answered. While there is no connection at all, nobody waits: every caller is told why.
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
  }

  /** Connections in use, idle, and being made; who waits for one. */
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
    else if (this.#isClosed || performance.now() - connection.openedAt > LIFETIME_MS) {
      void connection.close();
      this.#open();
    } else this.#hand(connection);
    if (this.#busy.size === 0) this.#emptied();
  }

  /** Lets nobody in any more, waits for what is in hand up to `timeoutMs`, then breaks off. */
  async close(timeoutMs: number): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#watch);
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

  /** Makes a connection for a caller that waits, if there may be one more. */
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

  /** While others are in use, a waiting caller gets one of those; else nobody can be helped. */
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
