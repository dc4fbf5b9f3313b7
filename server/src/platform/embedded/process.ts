import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '../db.ts';
import type { ServerUser } from './user.ts';

/** Crash recovery of a large log may take its time; beyond this something is wrong. */
const READY_TIMEOUT_MS = 120_000;
const STOP_TIMEOUT_MS = 60_000;
const POLL_MS = 25;

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
  const sql = openDatabase({ socketDir, database: 'postgres', user: 'millrace' }, undefined, 1);
  try {
    await sql`select 1`;
    return true;
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** Stops a server that still runs on the data directory because the process that started it was killed. */
export async function stopLeftBehind(data: string, say: (line: string) => void): Promise<void> {
  const pid = await postmasterPid(data);
  if (pid === undefined || !(await isPostgres(pid))) return;
  say(`Stopping the PostgreSQL that an earlier run left behind (process ${pid})`);
  process.kill(pid, 'SIGINT');
  const until = performance.now() + STOP_TIMEOUT_MS;
  while (await isPostgres(pid)) {
    if (performance.now() > until)
      throw new Error(`The PostgreSQL left behind by an earlier run does not stop (process ${pid}).`);
    await sleep(POLL_MS);
  }
}

async function postmasterPid(data: string): Promise<number | undefined> {
  const text = await readFile(path.join(data, 'postmaster.pid'), 'utf8').catch(() => undefined);
  const pid = Number(text?.split('\n')[0]);
  return Number.isInteger(pid) && pid > 0 ? pid : undefined;
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
