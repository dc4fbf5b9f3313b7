import { chmod, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { type DatabaseAddress, migrate, openDatabase, startEmbedded } from '../../src/platform/index.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly socketDir: string;
  }
}

export const TEMPLATE_DATABASE = 'millrace_template';

/** One PostgreSQL for the whole run, without fsync, with a migrated template that every test file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join('/tmp', 'millrace-test-'));
  // As root the server runs as another account, which must be able to go there.
  await chmod(folder, 0o755);
  const server = await startEmbedded(folder, {
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
    project.provide('socketDir', await makeTemplate(server.address));
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
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
