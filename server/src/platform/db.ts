import postgres from 'postgres';
import { arrayLiteral, parseArrayLiteral } from './array-literals.ts';
import { type SessionLimits, settingsOf } from './session-limits.ts';

/** A pool of connections. */
export type Sql = postgres.Sql<Record<string, never>>;
/** One connection inside a transaction. */
export type Tx = postgres.TransactionSql<Record<string, never>>;
/** One connection, held. */
export type ReservedSql = postgres.ReservedSql<Record<string, never>>;
/** Either: a query that does not care. */
export type Db = Sql | Tx;

/** Where the database is: a URL, or the socket of the embedded one. */
export type DatabaseAddress =
  | { readonly url: string }
  | { readonly socketDir: string; readonly database: string; readonly user: string };

/** Called with the text of every statement; benches and tests count with it. */
export type OnStatement = (text: string) => void;

export interface PoolOptions {
  readonly onStatement?: OnStatement | undefined;
  /** Connections that the pool holds at most. */
  readonly connections?: number;
  /** What PostgreSQL is to end by itself; nothing when absent, as for migrations. */
  readonly limits?: SessionLimits;
}

/** Connections of a pool, unless it says otherwise. */
const POOL_CONNECTIONS = 12;

/**
 * Opens a pool. bigint and numeric come back as strings, as ids and amounts travel on the wire;
 * timestamptz comes back as epoch milliseconds, jsonb and json parsed.
 */
export function openDatabase(
  address: DatabaseAddress,
  { onStatement, connections = POOL_CONNECTIONS, limits }: PoolOptions = {},
): Sql {
  const options: postgres.Options<Record<string, never>> = {
    max: connections,
    onnotice: () => undefined,
    connection: {
      application_name: 'millrace',
      TimeZone: 'UTC',
      ...(limits ? settingsOf(limits) : {}),
    } as never,
    types: {
      date: { to: 1184, from: [1082, 1114, 1184], serialize: serializeInstant, parse: parseInstant } as never,
      ...ARRAY_TYPES,
    },
    ...(onStatement ? { debug: (_connection: number, text: string) => onStatement(text) } : {}),
  };
  if ('url' in address) return postgres(address.url, options) as unknown as Sql;
  const { socketDir, database, user } = address;
  return postgres({
    ...options,
    host: socketDir,
    path: `${socketDir}/.s.PGSQL.5432`,
    database,
    user,
  } as never) as unknown as Sql;
}

/** The arrays that columns travel in, by the ids that their types have in every PostgreSQL. */
const ARRAY_TYPES = {
  smallints: arrayType(1005, Number),
  integers: arrayType(1007, Number),
  texts: arrayType(1009, String),
  bigints: arrayType(1016, String),
  instants: arrayType(1185, parseInstant, serializeInstant),
};

function arrayType<T>(oid: number, readValue: (text: string) => T, writeValue?: (value: unknown) => string) {
  return {
    to: oid,
    from: [oid],
    serialize: (values: unknown) => (Array.isArray(values) ? arrayLiteral(values, writeValue) : values),
    parse: (literal: string) => parseArrayLiteral(literal, readValue),
  } as never;
}

/** An instant for a statement's parameter. */
function serializeInstant(value: unknown): string {
  if (typeof value === 'number') return new Date(value).toISOString();
  return value instanceof Date ? value.toISOString() : String(value);
}

/** `2026-01-02 03:04:05.678901+00` as epoch milliseconds; microseconds are cut. */
function parseInstant(text: string): number {
  const iso = text.replace(' ', 'T');
  return Date.parse(/[+-]\d\d$/.test(iso) ? `${iso}:00` : /[+-]\d\d:\d\d$|Z$/.test(iso) ? iso : `${iso}Z`);
}
