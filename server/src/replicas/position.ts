import type { Db, ReservedSql } from '../platform/index.ts';

/** A place in the log of the database, in bytes from its beginning. */
export type Position = bigint;

/** The primary as it answers now. */
export interface Primary {
  /** Up to where its log is in files: what was acknowledged is before it. */
  readonly position: Position;
  /** Tells one run of a server from any other. */
  readonly startedAt: number;
  /** From which database its rows are: equal on a primary and all that follow it. */
  readonly origin: string;
}

/** A server that is read from, as it answers now. */
export interface Server {
  readonly isStandby: boolean;
  /** Up to where its log is what one reads there; null where that is not known. */
  readonly position: Position | null;
  readonly startedAt: number;
}

export async function primaryOf(db: Db): Promise<Primary> {
  const [row] = await db`
    select pg_postmaster_start_time() as "startedAt", (pg_current_wal_flush_lsn() - '0/0'::pg_lsn)::bigint as position`;
  const { startedAt, position } = row as { readonly startedAt: number; readonly position: string };
  return { startedAt, position: BigInt(position), origin: await originOf(db) };
}

/**
 * Where a server is: whatever is asked there afterwards sees it. Not to be asked inside a transaction that sees one moment, which may be
 * before.
 */
export async function serverOf(db: Db | ReservedSql): Promise<Server> {
  const [row] = await db`
    select pg_is_in_recovery() as "isStandby", pg_postmaster_start_time() as "startedAt",
           ((case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_insert_lsn() end) - '0/0'::pg_lsn)::bigint as position`;
  const server = row as Omit<Server, 'position'> & { readonly position: string | null };
  return { ...server, position: server.position === null ? null : BigInt(server.position) };
}

export async function originOf(db: Db): Promise<string> {
  const [row] = await db`
    select (select system_identifier from pg_control_system())::text || '/' ||
           (select oid from pg_database where datname = current_database())::text as origin`;
  return row!['origin'] as string;
}
