import { rm } from 'node:fs/promises';
import type { TestProject } from 'vitest/node';
import { type DatabaseAddress, migrate, openDatabase, startEmbedded } from '../../src/platform/index.ts';
import { chosenPostgres } from './chosen-postgres.ts';
import { makeScratchFolder } from './scratch-folder.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly socketDir: string;
  }
}

export const TEMPLATE_DATABASE = 'millrace_template';

interface Postgres {
  readonly socketDir: string;
  stop(): Promise<void>;
}

/** The one PostgreSQL of the run, and how many projects use it. Each project loads this module anew. */
interface Shared {
  postgres?: Promise<Postgres>;
  users: number;
}

const KEY = Symbol.for('millrace.tests.postgres');
const all = globalThis as { [KEY]?: Shared };

/** A migrated template that every test file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  all[KEY] ??= { users: 0 };
  const shared = all[KEY];
  shared.postgres ??= startPostgres();
  shared.users++;
  project.provide('socketDir', (await shared.postgres).socketDir);
  return async () => {
    if (--shared.users === 0) await (await shared.postgres)?.stop();
  };
}

/** Without fsync: nothing of it is kept. */
async function startPostgres(): Promise<Postgres> {
  const chosen = chosenPostgres();
  const folder = await makeScratchFolder('test');
  const server = await startEmbedded(folder, {
    ...chosen,
    settings: [
      'fsync=off',
      'full_page_writes=off',
      'max_connections=200',
      'shared_preload_libraries=pg_stat_statements',
    ],
  });
  const stop = async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    return { socketDir: await makeTemplate(server.address), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Answers with the folder of the socket. */
async function makeTemplate(address: DatabaseAddress): Promise<string> {
  if (!('socketDir' in address)) throw new Error('The embedded PostgreSQL listens on a socket.');
  const { socketDir, user } = address;
  const admin = openDatabase({ socketDir, database: 'postgres', user }, { connections: 1 });
  await admin.unsafe(`create database ${TEMPLATE_DATABASE}`);
  await admin.end();
  const template = openDatabase({ socketDir, database: TEMPLATE_DATABASE, user }, { connections: 1 });
  try {
    await migrate(template);
  } finally {
    await template.end();
  }
  return socketDir;
}
