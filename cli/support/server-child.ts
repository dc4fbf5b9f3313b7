import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../bin.js', import.meta.url));

/** A server in a process of its own, with an embedded PostgreSQL that goes with it. */
export interface ServerChild {
  readonly url: string;
  /** Ends when the process has, whoever ended it. */
  readonly gone: Promise<void>;
  /** Ends it, and removes its data. */
  stop(): Promise<void>;
  /** Lets this process end while the server runs, which ends it, too. */
  unref(): void;
}

export interface ServerChildOptions {
  readonly token: string;
  /** Each line that it prints. */
  readonly onLine?: (line: string) => void;
  /** What of its log is shown; warnings, too, unless that is said. */
  readonly logLevel?: 'error' | 'warn';
  /** Fills the data directory before the server starts in it. */
  readonly fill?: (dataDir: string) => Promise<void>;
  /** What becomes of the data once the server has stopped, before it is removed. */
  readonly keep?: (dataDir: string) => Promise<void>;
}

/**
 * Starts a server as `millrace start` does, in development mode, on any free port and a data directory of its own that goes with it. Fails
 * with what it said last where it does not come up. It ends with this process, however that ends: its standard input does, then.
 */
export async function startServerChild({
  token,
  onLine,
  logLevel = 'warn',
  fill,
  keep,
}: ServerChildOptions): Promise<ServerChild> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'millrace-'));
  // As root PostgreSQL runs as another account, which must be able to go there.
  await chmod(dataDir, 0o755);
  await fill?.(dataDir);
  const child = spawn(process.execPath, [BIN, 'start'], {
    env: { ...withoutSettings(process.env), ...settings(dataDir, token), MILLRACE_LOG_LEVEL: logLevel },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const gone = new Promise<void>((resolve) =>
    child.once('exit', () => resolve()).once('error', () => resolve()),
  );
  const stop = async () => {
    child.ref();
    child.kill('SIGTERM');
    await gone;
    await keep?.(dataDir);
    await rm(dataDir, { recursive: true, force: true });
  };
  const unref = () => {
    child.unref();
    for (const stream of [child.stdin, child.stdout]) (stream as Socket).unref();
  };
  try {
    return { url: await listening(child, onLine), gone, stop, unref };
  } catch (error) {
    child.kill('SIGTERM');
    await gone;
    await rm(dataDir, { recursive: true, force: true });
    throw error;
  }
}

/** No setting of a Millrace in earnest is meant here, least of all its database. */
function withoutSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('MILLRACE_')));
}

function settings(dataDir: string, token: string): NodeJS.ProcessEnv {
  return {
    MILLRACE_DATA_DIR: dataDir,
    MILLRACE_PORT: '0',
    MILLRACE_MODE: 'development',
    MILLRACE_TOKEN: token,
    MILLRACE_THROWAWAY: 'on',
  };
}

/** Where it listens, once it says so. */
function listening(child: ChildProcess, onLine: ServerChildOptions['onLine']): Promise<string> {
  return new Promise((resolve, reject) => {
    let rest = '';
    child.stdout!.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString()).split('\n');
      rest = lines.pop()!;
      for (const line of lines) {
        onLine?.(line);
        const url = /^Millrace listens on (\S+)/.exec(line)?.[1];
        if (url !== undefined) resolve(url);
      }
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The server ended at its start (${code}).`)));
  });
}
