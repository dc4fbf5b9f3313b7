import type { Sql } from '../../src/platform/index.ts';
import { somebodyWaits } from '../support/barriers.ts';

/** The advisory lock that held work waits for. */
const BARRIER = 20_260_303;

/** Where work is to be held: in the middle of the transaction that writes to this table, each time that `when` is so of its row. */
export interface Held {
  readonly table: string;
  readonly on: 'insert' | 'update';
  /** SQL over `old` and `new`; by default every row. */
  readonly when?: string;
}

/**
 * Holds the work of other processes in the middle of a transaction, by a trigger that waits for a lock of ours; when it stands there,
 * `meanwhile` is done, and then it is let go on. No process knows of it.
 */
export async function inTheMiddle(
  sql: Sql,
  { table, on, when }: Held,
  begin: () => Promise<unknown>,
  meanwhile: () => Promise<void>,
): Promise<void> {
  const connection = await sql.reserve();
  try {
    await connection`select pg_advisory_lock(${BARRIER})`;
    await sql.unsafe(`
      create or replace function stand_still() returns trigger language plpgsql as
        'begin perform pg_advisory_xact_lock_shared(${BARRIER}); return new; end';
      create trigger stands_still before ${on} on ${table} for each row ${when === undefined ? '' : `when (${when})`}
        execute function stand_still()`);
    const begun = begin();
    // Whoever begins it may be held with it, and go down with it.
    await Promise.race([somebodyWaits(sql), begun.then(() => somebodyWaits(sql))]);
    await meanwhile();
    await connection`select pg_advisory_unlock(${BARRIER})`;
    await sql.unsafe(`drop trigger stands_still on ${table}`);
    await begun;
  } finally {
    connection.release();
  }
}
