import type { ReservedSql } from '../database/index.ts';

/**
 * The first migration makes a function whose body PostgreSQL keeps parsed, with the row type of a table in it. From 15.20 and the releases of
 * that day on, no column with a default may be added to such a table, which later migrations do. As a text the body holds nothing.
 */
const AS_TEXT = `
  create or replace function account_now(account accounts) returns timestamptz language sql volatile
  as $$ select coalesce((account).clock_held_at, clock_timestamp() + (account).clock_offset) $$`;

/** Lets the next migration alter the tables, whichever release made the function. */
export async function releaseRowTypes(connection: ReservedSql): Promise<void> {
  const [held] = await connection`
    select from pg_proc
    where proname = 'account_now' and prosqlbody is not null and pronamespace = current_schema()::regnamespace`;
  if (held) await connection.unsafe(AS_TEXT);
}
