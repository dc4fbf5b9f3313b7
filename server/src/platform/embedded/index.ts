/**
 * The embedded PostgreSQL: real server binaries from npm, run as a child process on a Unix socket, fsync on.
 * A server that a killed Millrace left behind is stopped first, so that the data directory has one owner.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import path from 'node:path';
import { type DatabaseAddress, openDatabase } from '../db.ts';
import { findBinaries } from './binaries.ts';
import { takeOwnership } from './owner.ts';
import { placeData, placeSocket } from './places.ts';
import { run, stopLeftBehind, waitUntilReady } from './process.ts';
import { type ServerUser, serverUser } from './user.ts';

export interface EmbeddedPostgres {
  readonly address: DatabaseAddress;
  /** Process id of the postmaster. */
  readonly pid: number;
  /** Smart enough: clients are disconnected, the rest is written, the process is gone when this resolves. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Told what is being done, in a line each. */
  readonly onProgress?: (line: string) => void;
  /** Further settings, `name=value`; tests turn fsync off with it. */
  readonly settings?: readonly string[];
}

export const EMBEDDED_DATABASE = 'millrace';

/** Settings for one application on the same machine; durability is PostgreSQL's default: fsync and synchronous_commit on. */
const SETTINGS = [
  'listen_addresses=',
  'max_connections=60',
  'shared_buffers=256MB',
  'max_wal_size=2GB',
  'checkpoint_timeout=15min',
  'random_page_cost=1.1',
  'jit=off',
  'timezone=UTC',
  'log_timezone=UTC',
];

/** Starts the server on the data directory, making both when they are not there. */
export async function startEmbedded(
  dataDir: string,
  options: EmbeddedOptions = {},
): Promise<EmbeddedPostgres> {
  const say = options.onProgress ?? (() => undefined);
  const user = await serverUser();
  const binaries = await findBinaries(user, say);
  const data = await placeData(path.join(dataDir, 'postgres'), user, say);
  const socketDir = await placeSocket(data, user);
  const release = await takeOwnership(data);
  await stopLeftBehind(data, socketDir, say);
  if (!existsSync(path.join(data, 'PG_VERSION'))) {
    say('Making the database');
    await initialise(binaries, data, user);
  }
  const server = await startServer(binaries.postgres, data, socketDir, user, options.settings ?? []);
  return {
    ...server,
    async stop() {
      await server.stop();
      await release();
    },
  };
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

async function startServer(
  binary: string,
  data: string,
  socketDir: string,
  user: ServerUser,
  extra: readonly string[],
): Promise<EmbeddedPostgres> {
  const settings = [
    ...SETTINGS,
    `unix_socket_directories=${socketDir}`,
    'unix_socket_permissions=0700',
    ...extra,
  ];
  const args = ['-D', data, ...settings.flatMap((setting) => ['-c', setting])];
  const child = spawn(binary, args, { ...user.spawn, stdio: ['ignore', 'ignore', 'pipe'], detached: true });
  const log: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => {
    log.push(chunk.toString());
    if (log.length > 50) log.shift();
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await waitUntilReady(socketDir, child, log);
  await createDatabase(socketDir);
  return {
    address: { socketDir, database: EMBEDDED_DATABASE, user: 'millrace' },
    pid: child.pid!,
    async stop() {
      child.kill('SIGINT');
      await gone;
    },
  };
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
