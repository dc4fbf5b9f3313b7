import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, chown, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { embeddedFolder, findBinaries } from '../../src/platform/embedded/binaries.ts';
import { run } from '../../src/platform/embedded/process.ts';
import { type ServerUser, serverUser } from '../../src/platform/embedded/user.ts';
import { type DatabaseAddress, openDatabase, type Sql } from '../../src/platform/index.ts';
import { until } from './until.ts';

/** A primary and a standby that follows it. They listen on the loopback interface. */
export interface TwoClusters {
  /** Names both, as a user would. */
  readonly url: string;
  /** Names the present standby alone. */
  standbyUrl(database?: string): string;
  /** Kills the primary with all its processes, and promotes the standby; the instants of both, on the clock of this process. */
  failOver(): Promise<{ readonly killedAt: number; readonly promotedAt: number }>;
  /** Makes a standby anew where the lost primary was, and waits until the new one waits for it. */
  rejoin(): Promise<void>;
  /** A connection to the present primary. */
  primary(): Sql;
  /** A connection to the present standby. */
  standby(): Sql;
  /** Kills the standby with all its processes; what it has is there when it is started again. */
  killStandby(): Promise<void>;
  startStandby(): Promise<void>;
  /** Freezes the standby with all its processes, as when its network is gone without a word, or lets it go on. */
  signalStandby(signal: 'SIGSTOP' | 'SIGCONT'): Promise<unknown>;
  /** Of the postmasters of both, as they run now. */
  readonly pids: { readonly primary: number; readonly standby: number };
  stop(): Promise<void>;
}

/** Of the database that is made in them. */
const DATABASE = 'millrace';
const USER = 'millrace';

export interface TwoClustersOptions {
  /** The folder of the programs of a PostgreSQL; by default those of the embedded one. */
  readonly bin?: string | undefined;
  /** Whether commits wait for the standby: `at once`, what is committed is in the log of both. */
  readonly follows?: 'at once' | 'when it can';
}

export async function startTwoClusters(
  folder: string,
  { bin, follows = 'at once' }: TwoClustersOptions = {},
): Promise<TwoClusters> {
  const user = await serverUser();
  const programs = await findBinaries(bin ? path.dirname(bin) : embeddedFolder(), user, () => undefined);
  const [one, other] = await Promise.all([freePort(), freePort()]);
  const place = (name: string, port: number) =>
    new Cluster(path.join(folder, name), port, programs.postgres, user);
  let [primary, standby] = [place('one', one), place('other', other)];
  for (const cluster of [primary, standby]) await cluster.makeFolder();
  await run(
    programs.initdb,
    ['-D', primary.data, '-U', USER, '--auth=trust', '-E', 'UTF8', '--no-sync'],
    user,
  );
  await primary.start();
  await primary.ask((sql) => sql.unsafe(`create database ${DATABASE}`), 'postgres');
  await standby.follow(primary, follows);
  return {
    url: `postgres://${USER}@127.0.0.1:${one},127.0.0.1:${other}/${DATABASE}?target_session_attrs=read-write`,
    async failOver() {
      const killedAt = performance.now();
      await primary.kill();
      await standby.promote();
      [primary, standby] = [standby, primary];
      return { killedAt, promotedAt: performance.now() };
    },
    rejoin: () => standby.follow(primary, follows),
    standbyUrl: (database) => standby.url(database),
    primary: () => openDatabase(primary.address(), { connections: 1 }),
    standby: () => openDatabase(standby.address(), { connections: 1, servers: 'any' }),
    killStandby: () => standby.kill(),
    startStandby: () => standby.start(),
    signalStandby: (signal) => standby.signal(signal),
    get pids() {
      return { primary: primary.pid, standby: standby.pid };
    },
    async stop() {
      await Promise.all([primary.kill(), standby.kill()]);
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

/** One of the two, on a data directory and a port of its own. */
class Cluster {
  readonly data: string;
  readonly #port: number;
  readonly #program: string;
  readonly #user: ServerUser;
  #pid: number | undefined;

  constructor(data: string, port: number, program: string, user: ServerUser) {
    this.data = data;
    this.#port = port;
    this.#program = program;
    this.#user = user;
  }

  address(database = DATABASE): DatabaseAddress {
    return { url: this.url(database) };
  }

  url(database = DATABASE): string {
    return `postgres://${USER}@127.0.0.1:${this.#port}/${database}`;
  }

  get pid(): number {
    if (this.#pid === undefined) throw new Error('This server does not run.');
    return this.#pid;
  }

  async makeFolder(): Promise<void> {
    await mkdir(this.data, { recursive: true, mode: 0o700 });
    const { uid, gid } = this.#user;
    if (uid !== undefined && gid !== undefined) await chown(this.data, uid, gid);
  }

  async start(): Promise<void> {
    const settings = [
      'listen_addresses=127.0.0.1',
      `port=${this.#port}`,
      'unix_socket_directories=',
      'wal_keep_size=512MB',
      'max_connections=100',
      'shared_buffers=32MB',
      // In the data directory: who is killed leaves it, and that goes with the folder.
      'dynamic_shared_memory_type=mmap',
      // A death of the machine is not tried, only one of the server.
      'fsync=off',
    ];
    const args = ['-D', this.data, ...settings.flatMap((setting) => ['-c', setting])];
    const child = spawn(this.#program, args, { ...this.#user.spawn, stdio: ['ignore', 'ignore', 'pipe'] });
    const log: string[] = [];
    child.stderr.on('data', (chunk: Buffer) => void log.push(String(chunk)));
    this.#pid = child.pid!;
    await until(async () => {
      if (child.exitCode !== null) throw new Error(`PostgreSQL did not start: ${log.join('')}`);
      return await this.#answers(true);
    });
  }

  /** Becomes a standby of another, from a copy that is made while that one works; the other may wait for it from then on. */
  async follow(primary: Cluster, follows: TwoClustersOptions['follows']): Promise<void> {
    await rm(this.data, { recursive: true, force: true });
    await primary.ask(async (sql) => {
      const session = await sql.reserve();
      try {
        await session`select pg_backup_start('standby', true)`;
        // Files that go meanwhile are in the log.
        await run(
          '/bin/sh',
          ['-c', `cp -a "${primary.data}" "${this.data}" 2>/dev/null; exit 0`],
          this.#parentUser(),
        );
        const [row] = await session`select labelfile from pg_backup_stop(false)`;
        await this.#write('backup_label', row!['labelfile'] as string);
      } finally {
        session.release();
      }
    });
    for (const gone of ['postmaster.pid', 'postmaster.opts'])
      await rm(path.join(this.data, gone), { force: true });
    await this.#write('standby.signal', '');
    // What the primary waits for is its own affair.
    await writeFile(
      path.join(this.data, 'postgresql.auto.conf'),
      `primary_conninfo = 'host=127.0.0.1 port=${primary.#port} user=${USER} application_name=standby'\n`,
    );
    await this.start();
    await primary.ask(async (sql) => {
      if (follows === 'at once') await sql.unsafe(`alter system set synchronous_standby_names = 'standby'`);
      await sql`select pg_reload_conf()`;
      const wanted = follows === 'at once' ? 'sync' : 'async';
      await until(async () => {
        const [row] =
          await sql`select count(*)::int as following from pg_stat_replication where sync_state = ${wanted} and state = 'streaming'`;
        return row!['following'] === 1;
      });
    });
  }

  async #write(name: string, text: string): Promise<void> {
    const file = path.join(this.data, name);
    await appendFile(file, text);
    const { uid, gid } = this.#user;
    if (uid !== undefined && gid !== undefined) await chown(file, uid, gid);
  }

  /** Copies keep their owner. */
  #parentUser(): ServerUser {
    return { name: undefined, uid: undefined, gid: undefined, spawn: { cwd: '/' } };
  }

  /** Whether it is there; a standby by itself is not enough for who wants to write. */
  async #answers(asStandby: boolean): Promise<boolean> {
    return await this.ask((sql) => sql`select 1`, 'postgres').then(
      () => true,
      (error: Error) => asStandby && error.message.includes('standby'),
    );
  }

  /** As `pg_ctl promote` does; returns when it takes writes. */
  async promote(): Promise<void> {
    await this.#write('promote', '');
    process.kill(this.#pid!, 'SIGUSR1');
    await until(() => this.#answers(false));
  }

  async ask<T>(work: (sql: Sql) => Promise<T>, database = DATABASE): Promise<T> {
    const sql = openDatabase(this.address(database), { connections: 2 });
    try {
      return await work(sql);
    } finally {
      await sql.end();
    }
  }

  /** To all its processes, its postmaster first. */
  async signal(signal: NodeJS.Signals): Promise<number[]> {
    const all = [this.pid, ...(await childrenOf(this.pid))];
    for (const each of all) send(each, signal);
    return all;
  }

  /** With all its processes at once, as when a machine dies. */
  async kill(): Promise<void> {
    if (this.#pid === undefined) return;
    const all = await this.signal('SIGKILL');
    this.#pid = undefined;
    await until(async () => (await Promise.all(all.map(isAlive))).every((isThere) => !isThere));
  }
}

async function childrenOf(parent: number): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const parents = await Promise.all(pids.map(statusOf));
  return pids.filter((_, index) => parents[index]?.parent === parent);
}

async function isAlive(pid: number): Promise<boolean> {
  const status = await statusOf(pid);
  return status !== undefined && status.state !== 'Z';
}

async function statusOf(
  pid: number,
): Promise<{ readonly state: string; readonly parent: number } | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  const [state, parent] = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? [];
  return state === undefined ? undefined : { state, parent: Number(parent) };
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended by itself: its postmaster is gone.
  }
}
