import { spawn } from 'node:child_process';
import { ALWAYS } from './fit.ts';
import { waitUntilReady } from './process.ts';
import { chosenSettings } from './settings.ts';
import type { ServerUser } from './user.ts';

/** One run of the server's process. */
export interface ServerRun {
  readonly pid: number;
  /** Resolves with the way it ended, when the process has ended. */
  readonly ended: Promise<string>;
  /** Smart enough: clients are disconnected, the rest is written, the process is gone when this resolves. */
  stop(): Promise<void>;
}

/** Lines of the server's log that an error shows. */
const LOG_CHUNKS = 50;

/** Starts the server's process and waits until it answers. */
export async function startServer(
  binary: string,
  data: string,
  socketDir: string,
  user: ServerUser,
  extra: readonly string[],
): Promise<ServerRun> {
  const settings = [
    ...ALWAYS,
    ...(await chosenSettings(data))
      .filter(({ isOverruled }) => !isOverruled)
      .map(({ name, value }) => `${name}=${value}`),
    `unix_socket_directories=${socketDir}`,
    'unix_socket_permissions=0700',
    ...extra,
  ];
  const args = ['-D', data, ...settings.flatMap((setting) => ['-c', setting])];
  const child = spawn(binary, args, { ...user.spawn, stdio: ['ignore', 'ignore', 'pipe'], detached: true });
  const log: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => {
    log.push(chunk.toString());
    if (log.length > LOG_CHUNKS) log.shift();
  });
  const ended = new Promise<string>((resolve) =>
    child.once('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`)),
  );
  await waitUntilReady(socketDir, child, log);
  return {
    pid: child.pid!,
    ended,
    async stop() {
      child.kill('SIGINT');
      await ended;
    },
  };
}
