import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { type DatabaseAddress, openDatabase, type PoolOptions, type Sql } from '../../src/platform/index.ts';
import { noteStatement } from './noted-statements.ts';

const TEMPLATE_DATABASE = 'millrace_template';

export interface TestDatabase {
  readonly sql: Sql;
  readonly address: DatabaseAddress;
  drop(): Promise<void>;
}

/** A database of one's own, cloned from the migrated template. */
export function createTestDatabase(pool: PoolOptions = {}): Promise<TestDatabase> {
  return createDatabase(TEMPLATE_DATABASE, pool);
}

/** A database of one's own in which there is nothing. */
export function createEmptyDatabase(): Promise<TestDatabase> {
  return createDatabase('template1', {});
}

async function createDatabase(template: string, pool: PoolOptions): Promise<TestDatabase> {
  const socketDir = inject('socketDir');
  const database = `test_${randomBytes(6).toString('hex')}`;
  // By its files: the usual way, through the log, takes seven times as much of the processor.
  await asAdmin(socketDir, `create database ${database} template ${template} strategy file_copy`);
  const address = { socketDir, database, user: 'millrace' };
  const onStatement = (text: string) => {
    noteStatement(text);
    pool.onStatement?.(text);
  };
  const sql = openDatabase(address, { ...pool, onStatement });
  return {
    sql,
    address,
    async drop() {
      await sql.end({ timeout: 5 });
      await asAdmin(socketDir, `drop database ${database} with (force)`);
    },
  };
}

/** The address as a URL. */
export function urlOf(address: DatabaseAddress): string {
  if ('url' in address) return address.url;
  return `postgres:///${address.database}?host=${address.socketDir}&user=${address.user}`;
}

async function asAdmin(socketDir: string, statement: string): Promise<void> {
  const admin = openDatabase({ socketDir, database: 'postgres', user: 'millrace' }, { connections: 1 });
  try {
    await admin.unsafe(statement);
  } finally {
    await admin.end();
  }
}
