import { rm } from 'node:fs/promises';
import type { TestProject } from 'vitest/node';
import { type DatabaseAddress, migrate, openDatabase, startEmbedded } from '../../src/platform/index.ts';
import { type ChosenPostgres, chosenPostgres } from './chosen-postgres.ts';
import { makeScratchFolder } from './scratch-folder.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly socketDir: string;
    /** Whether these tests run a second time, on an older PostgreSQL. */
    readonly isOnOlder: boolean;
  }
}

export const TEMPLATE_DATABASE = 'millrace_template';

interface Postgres {
  readonly socketDir: string;
  stop(): Promise<void>;
}

/** A migrated template that every test file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  project.provide('isOnOlder', false);
  return provide(project, chosenPostgres());
}

/** Starts a PostgreSQL with the template for a project's tests; returns what ends it. */
export async function provide(project: TestProject, chosen: ChosenPostgres): Promise<() => Promise<void>> {
  const { socketDir, stop } = await startPostgres(chosen);
  project.provide('socketDir', socketDir);
  return stop;
}

/** Without fsync: nothing of it is kept. */
async function startPostgres(chosen: ChosenPostgres): Promise<Postgres> {
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
