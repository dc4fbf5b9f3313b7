import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
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
}

export interface ServerChildOptions {
  readonly token: string;
  /** Each line that it prints. */
  readonly onLine?: (line: string) => void;
}

/**
 * Starts a server as `millrace start` does, in development mode, on any free port and a data directory of its own that goes with it. Fails
 * with what it said last where it does not come up.
 */
export async function startServerChild({ token, onLine }: ServerChildOptions): Promise<ServerChild> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'millrace-'));
  // As root PostgreSQL runs as another account, which must be able to go there.
  await chmod(dataDir, 0o755);
  const child = spawn(process.execPath, [BIN, 'start'], {
    env: { ...withoutSettings(process.env), ...settings(dataDir, token) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const pass = (signal: NodeJS.Signals) => child.kill(signal);
  for (const signal of SIGNALS) process.on(signal, pass);
  const stop = async () => {
    child.kill('SIGTERM');
    await gone;
    for (const signal of SIGNALS) process.off(signal, pass);
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    return { url: await listening(child, onLine), gone, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

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
