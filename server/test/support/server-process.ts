import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** What a process of its own needs: its tools, and what was compiled before, as `npm start` keeps it. */
export const OWN_PROCESS = {
  PATH: process.env['PATH'],
  NODE_COMPILE_CACHE: fileURLToPath(new URL('../../../node_modules/.cache/compiled', import.meta.url)),
};

/** A Millrace as a user starts it: a process of its own, with the embedded PostgreSQL. */
export interface ServerProcess {
  readonly url: string;
  /** What it has printed. */
  readonly output: readonly string[];
  /** Ends when the process has. */
  readonly gone: Promise<number | null>;
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL, to the server alone, to its PostgreSQL as well, or to that alone. */
  kill(what: 'server' | 'everything' | 'database'): Promise<void>;
  /** Freezes it, or lets it go on. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void;
}

export async function startServerProcess(
  dataDir: string,
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
  onOutput: (output: readonly string[]) => void = () => undefined,
): Promise<ServerProcess> {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: {
      ...OWN_PROCESS,
      MILLRACE_DATA_DIR: dataDir,
      MILLRACE_PORT: '0',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  const gone = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const url = await listening(child, output, onOutput);
  return {
    url,
    output,
    gone,
    stop() {
      child.kill('SIGTERM');
      return gone;
    },
    async kill(what) {
      const postmaster = what === 'server' ? undefined : await postmasterPid(dataDir);
      if (what !== 'database') child.kill('SIGKILL');
      if (postmaster !== undefined) process.kill(postmaster, 'SIGKILL');
      if (what !== 'database') await gone;
    },
    signal(signal) {
      child.kill(signal);
    },
  };
}

/** What an API, or a worker, says when it is ready. */
const READY = /^Millrace (?:listens|works; health and metrics) on (\S+)/;

function listening(
  child: ChildProcess,
  output: string[],
  onOutput: (output: readonly string[]) => void,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output.push(
        ...chunk
          .toString()
          .split('\n')
          .filter((line) => line !== ''),
      );
      onOutput(output);
      const url = output.map((line) => READY.exec(line)?.[1]).find((each) => each !== undefined);
      if (url) resolve(url);
    };
    child.stdout!.on('data', read);
    child.stderr!.on('data', read);
    child.once('exit', (code) =>
      reject(new Error(`The server ended at its start (${code}): ${output.join(' | ')}`)),
    );
  });
}

/** The process of a data directory's embedded PostgreSQL. */
export async function postmasterPid(dataDir: string): Promise<number> {
  return Number((await readFile(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0]);
}
