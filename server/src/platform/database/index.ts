/**
 * The database: statements by tagged template, a pool of connections that outlives PostgreSQL's restarts, transactions, notifications.
 * The wire is the driver's, `pg`; everything that is asked of it goes through `connection.ts`.
 */
import { type DatabaseAddress, Places } from './addresses.ts';
import { Availability } from './availability.ts';
import { Listener } from './listener.ts';
import { ONE_WAY_TO_A_ROW } from './one-way-to-a-row.ts';
import { Pool } from './pool.ts';
import { type SessionLimits, settingsOf } from './session-limits.ts';
import type { ReservedSql, Sql } from './sql.ts';
import { createTag } from './statement.ts';
import { reading, type Tx, transact } from './transaction.ts';

export { type DatabaseAddress, isDatabaseUrl, placeOf, urlOfEachHost, whyUnfit } from './addresses.ts';
export { Availability } from './availability.ts';
export { type InsertedColumn, insertRows } from './insert-rows.ts';
export { ONE_WAY_TO_A_ROW } from './one-way-to-a-row.ts';
export { onlyThrough } from './only-through.ts';
export { type Release, refuseOldRelease, releaseOf } from './release.ts';
export { atPrimary, readingIn, routed } from './routed.ts';
export { LANE_LIMITS, REQUEST_LIMITS, type SessionLimits } from './session-limits.ts';
export type { Db, ReservedSql, Sql } from './sql.ts';
export type { Row, Statement as Fragment } from './statement.ts';
export type { Tx } from './transaction.ts';
export { codeOf, DatabaseUnavailable, withinMs } from './unavailable.ts';

/** Called with the text of every statement; benches and tests count with it. */
export type OnStatement = (text: string) => void;

export interface PoolOptions {
  readonly onStatement?: OnStatement | undefined;
  /** Connections that the pool holds at most. */
  readonly connections?: number;
  /** Timeouts after which PostgreSQL ends statements and sessions; none when absent, as for migrations. */
  readonly limits?: SessionLimits;
  /** Informed when the database goes away and comes back; pools of one database share it. */
  readonly availability?: Availability;
  /** Which servers will do: those that take writes, by default, or any. */
  readonly servers?: 'writing' | 'any';
}

/** Default connections of a pool. */
const POOL_CONNECTIONS = 12;

/** Default seconds that running statements have when a pool is closed. */
const END_SECONDS = 60;

/**
 * Opens a pool. bigint and numeric come back as strings, as ids and amounts travel on the wire;
 * timestamptz comes back as epoch milliseconds, jsonb and json parsed.
 */
export function openDatabase(address: DatabaseAddress, options: PoolOptions = {}): Sql {
  const places = new Places(address);
  const availability = options.availability ?? new Availability();
  const connection = {
    settings: { TimeZone: 'UTC', ...ONE_WAY_TO_A_ROW, ...(options.limits ? settingsOf(options.limits) : {}) },
    statementMs: options.limits?.statementMs ?? 0,
    connectMs: places.connectMs,
    servers: options.servers ?? 'writing',
    onStatement: options.onStatement,
    onReadOnly: (openedAt: number) => availability.leave(openedAt),
  };
  const pool = new Pool(places, connection, options.connections ?? POOL_CONNECTIONS, availability);
  const listeners: Listener[] = [];
  async function inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const held = await pool.acquire();
    try {
      return await transact(held, work);
    } finally {
      pool.release(held);
    }
  }
  const tag = createTag(async (question) => {
    const held = await pool.acquire();
    try {
      return (await held.run(question)).rows;
    } finally {
      pool.release(held);
    }
  });
  return Object.defineProperty(
    Object.assign(tag, {
      begin: inTransaction,
      read: <T>(work: (tx: Tx) => Promise<T>) => inTransaction(reading(work)),
      async reserve(): Promise<ReservedSql> {
        const held = await pool.acquire();
        const reserved = createTag(async (question) => (await held.run(question)).rows);
        return Object.assign(reserved, {
          read: <T>(work: (tx: Tx) => Promise<T>) => transact(held, reading(work)),
          release: () => pool.release(held),
        });
      },
      async listen(channel: string, heard: (payload: string) => void, missed: () => void): Promise<void> {
        const listener = new Listener(places, connection, availability, channel, heard, missed);
        listeners.push(listener);
        await listener.listen();
      },
      async end({ timeout = END_SECONDS }: { readonly timeout?: number } = {}): Promise<void> {
        await Promise.all(listeners.map((listener) => listener.close()));
        await pool.close(timeout * 1000);
      },
      abandon: () => pool.abandon(),
      availability,
      usage: pool.usage,
    }),
    'usage',
    { get: () => pool.usage },
  );
}
