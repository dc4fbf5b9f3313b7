/** Migrations: numbered files of SQL, forward only. Each is run once, and never edited once it is released. */
import { setTimeout as sleep } from 'node:timers/promises';
import { LOCKS } from '../advisory-locks.ts';
import { type Db, type ReservedSql, refuseOldRelease, type Sql } from '../database/index.ts';
import { isOutside, runOutside } from './outside.ts';
import { type Migration, readMigrations } from './released.ts';
import { releaseRowTypes } from './row-types.ts';
import { spreadAccounts } from './spread.ts';

const MIGRATIONS = new URL('../../../migrations/', import.meta.url);

/** A process that starts while another migrates retries after this. */
const ASK_AGAIN_MS = 100;

/** A migration that has been run, as the database notes it. */
export interface AppliedMigration {
  readonly file: string;
  /** Of its text. */
  readonly checksum: string;
}

/**
 * Brings the schema up to date and returns the applied files. Refuses a database with migrations that this release lacks
 * or has in another form, and a PostgreSQL that is too old. With `wanted`, only those are run that it names.
 */
export async function migrate(
  sql: Sql,
  folder = MIGRATIONS,
  wanted?: ReadonlySet<string>,
): Promise<string[]> {
  const released = await readMigrations(folder);
  const connection = await sql.reserve();
  try {
    await refuseOldRelease(connection);
    await takeLock(connection);
    const applied = await readApplied(connection);
    refuseNewer(released, applied);
    refuseEdited(released, applied);
    await recordChecksums(connection, released, applied);
    const missing = released.filter(({ file }) => !applied.has(file) && (wanted?.has(file) ?? true));
    for (const migration of missing) await apply(connection, migration);
    if (!wanted) await spreadAccounts(connection);
    return missing.map(({ file }) => file);
  } finally {
    await connection`select pg_advisory_unlock(${LOCKS.MIGRATIONS})`.catch(() => undefined);
    connection.release();
  }
}

/** What has been run on a database that a server has been started on; nothing on one that none has. */
export async function appliedMigrations(db: Db): Promise<AppliedMigration[]> {
  const [known] = await db`select to_regclass('migrations') is not null as there`;
  if (!known!['there']) return [];
  return (await db`select file, checksum from migrations order by file`) as unknown as AppliedMigration[];
}

/** Throws for migrations that this release lacks or has in another form: it cannot read what they have made. `what` names whose they are. */
export async function refuseUnknownMigrations(
  what: string,
  migrations: readonly AppliedMigration[],
): Promise<void> {
  const released = await readMigrations(MIGRATIONS);
  const applied = new Map(migrations.map(({ file, checksum }) => [file, checksum]));
  refuseNewer(released, applied, what);
  refuseEdited(released, applied, what);
}

/** Polls, as CREATE INDEX CONCURRENTLY would wait in turn for a waiting statement. */
async function takeLock(connection: ReservedSql): Promise<void> {
  for (;;) {
    const [lock] = await connection`select pg_try_advisory_lock(${LOCKS.MIGRATIONS}) as taken`;
    if (lock!['taken']) return;
    await sleep(ASK_AGAIN_MS);
  }
}

/** Checksums by file; null for files applied by an early release without checksums. */
type Applied = ReadonlyMap<string, string | null>;

async function readApplied(connection: ReservedSql): Promise<Applied> {
  const [known] = await connection`
    select from pg_attribute where attrelid = to_regclass('migrations') and attname = 'checksum'`;
  if (!known)
    await connection.unsafe(`
      create table if not exists migrations (file text primary key, applied_at timestamptz not null default now());
      alter table migrations add column checksum text`);
  const rows = await connection`select file, checksum from migrations`;
  return new Map(rows.map((row) => [row['file'] as string, row['checksum'] as string | null]));
}

function refuseNewer(released: readonly Migration[], applied: Applied, what = 'The database'): void {
  const ahead = [...applied.keys()].filter((file) => !released.some((each) => each.file === file));
  if (ahead.length > 0) {
    throw new Error(
      `${what} was written by a newer release: it has ${ahead.join(', ')}, which this release does not know.`,
    );
  }
}

function refuseEdited(released: readonly Migration[], applied: Applied, what = 'the database'): void {
  const edited = released.filter(({ file, checksum }) => (applied.get(file) ?? checksum) !== checksum);
  if (edited.length > 0) {
    throw new Error(
      `Not what was applied to ${what.toLowerCase()} is now in ${edited.map(({ file }) => file).join(', ')} of server/migrations: ` +
        'a migration is never edited once it has been applied. Put it back as it was, and make the change in a new one.',
    );
  }
}

async function recordChecksums(
  connection: ReservedSql,
  released: readonly Migration[],
  applied: Applied,
): Promise<void> {
  for (const { file, checksum } of released)
    if (applied.get(file) === null)
      await connection`update migrations set checksum = ${checksum} where file = ${file}`;
}

async function apply(connection: ReservedSql, migration: Migration): Promise<void> {
  const { file, text, checksum } = migration;
  const note = `insert into migrations (file, checksum) values ('${file}', '${checksum}')`;
  try {
    await releaseRowTypes(connection);
    if (isOutside(migration)) {
      await runOutside(connection, migration);
      await connection.unsafe(note);
    } else await connection.unsafe(`begin; ${text}\n; ${note}; commit`);
  } catch (error) {
    await connection`rollback`;
    throw new Error(`The migration ${file} failed: ${(error as Error).message}`, { cause: error });
  }
}
