import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { ReservedSql, Sql } from '../database/index.ts';

const MIGRATIONS = new URL('../../../migrations/', import.meta.url);

/** Serializes processes that start together; any fixed number does. */
const MIGRATION_LOCK = 7_262_004;

/** Brings the schema up to date. Migrations are numbered, forward-only files; each runs once, in its own transaction. */
export async function migrate(sql: Sql): Promise<string[]> {
  const files = (await readdir(fileURLToPath(MIGRATIONS)))
    .filter((file) => /^\d{4}_.*\.sql$/.test(file))
    .sort();
  const connection = await sql.reserve();
  try {
    await connection`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await connection`create table if not exists migrations (file text primary key, applied_at timestamptz not null default now())`;
    const done = new Set((await connection`select file from migrations`).map((row) => row['file'] as string));
    const ahead = [...done].filter((file) => !files.includes(file));
    if (ahead.length > 0) {
      throw new Error(
        `The database was written by a newer release: it has ${ahead.join(', ')}, which this release does not know.`,
      );
    }
    const missing = files.filter((file) => !done.has(file));
    for (const file of missing) {
      const text = await readFile(new URL(file, MIGRATIONS), 'utf8');
      await apply(connection, file, text);
    }
    return missing;
  } finally {
    await connection`select pg_advisory_unlock(${MIGRATION_LOCK})`.catch(() => undefined);
    connection.release();
  }
}

async function apply(connection: ReservedSql, file: string, text: string): Promise<void> {
  try {
    await connection.unsafe(`begin; ${text}; insert into migrations (file) values ('${file}'); commit`);
  } catch (error) {
    await connection`rollback`;
    throw new Error(`The migration ${file} failed: ${(error as Error).message}`, { cause: error });
  }
}
