import { type ChildProcess, spawn } from 'node:child_process';
import { readdir, readFile, readlink, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '../database/index.ts';
import type { ServerUser } from './user.ts';

/** Crash recovery of a large log may take its time; beyond this something is wrong. */
const READY_TIMEOUT_MS = 120_000;
const STOP_TIMEOUT_MS = 60_000;
const POLL_MS = 25;

const SOCKET_FILES = ['.s.PGSQL.5432.lock', '.s.PGSQL.5432'];

/** Runs a program to its end; its standard error is in the message when it fails. */
export async function run(program: string, args: readonly string[], user: ServerUser): Promise<void> {
  const child = spawn(program, args, { ...user.spawn, stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`${path.basename(program)} failed (${code}): ${errors.trim()}`);
}

/** Waits until the server answers a query. */
export async function waitUntilReady(
  socketDir: string,
  child: ChildProcess,
  log: readonly string[],
): Promise<void> {
  const until = performance.now() + READY_TIMEOUT_MS;
  while (performance.now() < until) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(
        `The embedded PostgreSQL did not start: ${log.join('').trim() || `exit code ${child.exitCode}`}`,
      );
    }
    if (await answers(socketDir)) return;
    await sleep(POLL_MS);
  }
  throw new Error(
    `The embedded PostgreSQL was not ready after ${READY_TIMEOUT_MS / 1000} s: ${log.join('').trim()}`,
  );
}

async function answers(socketDir: string): Promise<boolean> {
  const sql = openDatabase({ socketDir, database: 'postgres', user: 'millrace' }, { connections: 1 });
  try {
    await sql`select 1`;
    return true;
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/**
 * Stops a server that still runs on the data directory because the process that started it was killed, and clears
 * away the leftovers of a killed server. Returns the place of its socket.
 */
export async function stopLeftBehind(data: string, say: (line: string) => void): Promise<string | undefined> {
  const left = await leftBehind(data);
  if (left === undefined) return undefined;
  const { pid, socketDir } = left;
  if (await isPostgres(pid)) {
    say(`Stopping the PostgreSQL that an earlier run left behind (process ${pid})`);
    process.kill(pid, 'SIGINT');
    await untilGone(
      () => isPostgres(pid),
      `The PostgreSQL left behind by an earlier run does not stop (process ${pid}).`,
    );
  }
  await removeStaleLocks(data, socketDir);
  return socketDir;
}

/**
 * PostgreSQL takes any process with the number in its lock files for a running server: one that died unreaped, or another
 * program that was given the number. The files go once no process works in the data directory any more; before that, a
 * second server could meet the last backends of the first.
 */
async function removeStaleLocks(data: string, socketDir: string | undefined): Promise<void> {
  if (process.platform !== 'linux') return;
  await untilGone(() => isWorkedIn(data), `Processes of an earlier PostgreSQL still work in ${data}.`);
  const sockets = socketDir === undefined ? [] : SOCKET_FILES.map((name) => path.join(socketDir, name));
  for (const file of [path.join(data, 'postmaster.pid'), ...sockets]) await rm(file, { force: true });
}

async function untilGone(isThere: () => Promise<boolean>, message: string): Promise<void> {
  const until = performance.now() + STOP_TIMEOUT_MS;
  while (await isThere()) {
    if (performance.now() > until) throw new Error(message);
    await sleep(POLL_MS);
  }
}

/** Whether any process has the directory as its working directory, as every process of a PostgreSQL server has. */
async function isWorkedIn(data: string): Promise<boolean> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const places = await Promise.all(pids.map((pid) => readlink(`/proc/${pid}/cwd`).catch(() => undefined)));
  return places.includes(data);
}

/** Where the server of a data directory listens, as its lock file says. */
export async function socketOf(data: string): Promise<string | undefined> {
  return (await leftBehind(data))?.socketDir;
}

/** The lock file of a running or killed server: its process and the folder of its socket. */
async function leftBehind(data: string): Promise<{ pid: number; socketDir: string | undefined } | undefined> {
  const text = await readFile(path.join(data, 'postmaster.pid'), 'utf8').catch(() => undefined);
  const [first, , , , socketDir] = text?.split('\n') ?? [];
  const pid = Number(first);
  return Number.isInteger(pid) && pid > 0 ? { pid, socketDir: socketDir || undefined } : undefined;
}

/** The pid may have been given to another program since; only a live postgres counts. */
async function isPostgres(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (status === undefined) return process.platform !== 'linux';
  return status.includes('(postgres)') && !/\) Z /.test(status);
}
