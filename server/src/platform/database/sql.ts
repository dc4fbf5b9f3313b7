import type { Availability } from './availability.ts';
import type { Pool } from './pool.ts';
import type { Tag } from './statement.ts';
import type { Tx } from './transaction.ts';

/** A pool of connections. */
export interface Sql extends Tag {
  /** Runs `work` on one connection, in a transaction that is rolled back when it rejects. */
  begin<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Runs `work`, which writes nothing, in a transaction that sees one moment. */
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** One connection, held until it is released. */
  reserve(): Promise<ReservedSql>;
  /** Hears a channel, also after a lost connection; `missed` is called after each loss. */
  listen(channel: string, heard: (payload: string) => void, missed: () => void): Promise<void>;
  /** Waits for running statements, at most so many seconds, and closes the connections. */
  end(options?: { readonly timeout?: number }): Promise<void>;
  /** Breaks off all connections at once, for a server that may be gone without a word: what waits for an answer fails. */
  abandon(): void;
  readonly availability: Availability;
  readonly usage: Pool['usage'];
}

/** One connection, held. */
export interface ReservedSql extends Tag {
  /** As that of a pool. */
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  release(): void;
}

/** A pool or one connection: for queries that need no transaction of their own. */
export type Db = Sql | Tx;
