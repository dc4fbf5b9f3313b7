/**
 * The embedded PostgreSQL: real server binaries from npm, run as a child process on a Unix socket, fsync on.
 * A server that a killed Millrace left behind is stopped first, so that the data directory has one owner.
 */
import { existsSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import path from 'node:path';
import { type DatabaseAddress, openDatabase } from '../database/index.ts';
import { embeddedFolder, findBinaries } from './binaries.ts';
import { ownerOf, takeOwnership } from './owner.ts';
import { dataPlace, placeData, placeSocket, removeSocket } from './places.ts';
import { run, socketOf, stopLeftBehind } from './process.ts';
import { startServer } from './server.ts';
import { supervise } from './supervise.ts';
import { type ServerUser, serverUser } from './user.ts';

export { embeddedFolder } from './binaries.ts';
export { fit, type Machine, type Setting } from './fit.ts';
export { lookAtMachine } from './machine.ts';

export interface EmbeddedPostgres {
  readonly address: DatabaseAddress;
  /** Process id of the postmaster; changes with a restart. */
  readonly pid: number;
  /** Disconnects clients and writes the rest; the process is gone when this resolves. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Receives progress, a line at a time. */
  readonly onProgress?: (line: string) => void;
  /** Called when the server has ended by itself, with the consequence. */
  readonly onTrouble?: (line: string) => void;
  /** Further settings, `name=value`; tests turn fsync off with it. */
  readonly settings?: readonly string[];
  /** The folder whose `bin` has `initdb` and `postgres`, where they are not those of the npm package: tests run on other versions with it. */
  readonly installation?: string;
}

export const EMBEDDED_DATABASE = 'millrace';

/** Starts the server on the data directory, making both when they are not there, and again when it ends by itself. */
export async function startEmbedded(
  dataDir: string,
  options: EmbeddedOptions = {},
): Promise<EmbeddedPostgres> {
  const say = options.onProgress ?? (() => undefined);
  const user = await serverUser();
  const binaries = await findBinaries(options.installation ?? embeddedFolder(), user, say);
  const data = await placeData(path.join(dataDir, 'postgres'), user, say);
  const release = await takeOwnership(data);
  const leftSocket = await stopLeftBehind(data, say);
  if (leftSocket !== undefined) await removeSocket(leftSocket);
  const socketDir = await placeSocket(data, user);
  if (!existsSync(path.join(data, 'PG_VERSION'))) {
    say('Making the database');
    await initialise(binaries, data, user);
  }
  const start = async () => {
    const server = await startServer(binaries.postgres, data, socketDir, user, options.settings ?? []);
    await createDatabase(socketDir);
    return server;
  };
  const server = await supervise(start, () => stopLeftBehind(data, say), options.onTrouble ?? say);
  return {
    address: addressIn(socketDir),
    get pid() {
      return server.pid;
    },
    async stop() {
      await server.stop();
      await removeSocket(socketDir);
      await release();
    },
  };
}

/** What there is of an embedded PostgreSQL in a data directory. */
export interface EmbeddedState {
  /** Whether there is a database. */
  readonly isThere: boolean;
  /** Where it answers, while a Millrace runs it. */
  readonly address: DatabaseAddress | undefined;
}

/** Looks for a database in the data directory, and at whether another process runs it; makes and starts nothing. */
export async function findEmbedded(dataDir: string): Promise<EmbeddedState> {
  const data = await dataPlace(path.join(dataDir, 'postgres'), await serverUser());
  const isThere = existsSync(path.join(data, 'PG_VERSION'));
  const socketDir = (await ownerOf(data)) === undefined ? undefined : await socketOf(data);
  return { isThere, address: socketDir === undefined ? undefined : addressIn(socketDir) };
}

function addressIn(socketDir: string): DatabaseAddress {
  return { socketDir, database: EMBEDDED_DATABASE, user: 'millrace' };
}

async function initialise(binaries: { initdb: string }, data: string, user: ServerUser): Promise<void> {
  await run(
    binaries.initdb,
    ['-D', data, '--username=millrace', '--auth=trust', '--encoding=UTF8', '--no-locale', '--no-sync'],
    user,
  );
  // One operating-system account reaches the socket; nothing listens on the network.
  await appendFile(path.join(data, 'postgresql.conf'), `\nlog_min_messages = warning\n`);
}

async function createDatabase(socketDir: string): Promise<void> {
  const sql = openDatabase({ socketDir, database: 'postgres', user: 'millrace' }, { connections: 1 });
  try {
    const [there] = await sql`select 1 from pg_database where datname = ${EMBEDDED_DATABASE}`;
    if (!there) await sql.unsafe(`create database ${EMBEDDED_DATABASE}`);
  } finally {
    await sql.end();
  }
}
