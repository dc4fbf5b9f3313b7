import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** A Millrace as a user starts it: a process of its own, with the embedded PostgreSQL. */
export interface ServerProcess {
  readonly url: string;
  /** What it has printed. */
  readonly output: readonly string[];
  /** Ends when the process has. */
  readonly gone: Promise<number | null>;
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL, to the server alone or to its PostgreSQL as well. */
  kill(what: 'server' | 'everything'): Promise<void>;
}

export async function startServerProcess(
  dataDir: string,
  env: Readonly<Record<string, string>>,
): Promise<ServerProcess> {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env['PATH'], MILLRACE_DATA_DIR: dataDir, MILLRACE_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  const gone = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const url = await listening(child, output);
  return {
    url,
    output,
    gone,
    stop() {
      child.kill('SIGTERM');
      return gone;
    },
    async kill(what) {
      const postmaster = what === 'everything' ? await postmasterPid(dataDir) : undefined;
      child.kill('SIGKILL');
      if (postmaster !== undefined) process.kill(postmaster, 'SIGKILL');
      await gone;
    },
  };
}

function listening(child: ChildProcess, output: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output.push(
        ...chunk
          .toString()
          .split('\n')
          .filter((line) => line !== ''),
      );
      const line = output.find((each) => each.startsWith('Millrace listens on '));
      if (line) resolve(line.slice('Millrace listens on '.length));
    };
    child.stdout!.on('data', read);
    child.stderr!.on('data', read);
    child.once('exit', (code) =>
      reject(new Error(`The server ended at its start (${code}): ${output.join(' | ')}`)),
    );
  });
}

async function postmasterPid(dataDir: string): Promise<number> {
  return Number((await readFile(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0]);
}
