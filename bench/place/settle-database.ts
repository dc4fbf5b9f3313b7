import type { Sql } from '../../server/src/platform/index.ts';

/** Puts the database into the same state before every run: statistics fresh, nothing to vacuum, nothing left to write. */
export async function settleDatabase(sql: Sql): Promise<void> {
  await sql.unsafe('vacuum analyze');
  await sql.unsafe('checkpoint');
}
