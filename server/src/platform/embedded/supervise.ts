import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerRun } from './server.ts';

/** Pause after a failed start. */
const AGAIN_MS = 1_000;

export interface Supervised {
  readonly pid: number;
  stop(): Promise<void>;
}

/** Keeps a server running: when its process ends without being stopped, clears its leftovers away and starts it again. */
export async function supervise(
  start: () => Promise<ServerRun>,
  clearAway: () => Promise<unknown>,
  say: (line: string) => void,
): Promise<Supervised> {
  let server = await start();
  let isStopping = false;

  const restart = async (): Promise<void> => {
    while (!isStopping) {
      try {
        await clearAway();
        server = await start();
        say('The embedded PostgreSQL runs again');
        return;
      } catch (error) {
        say(`The embedded PostgreSQL could not be started again: ${(error as Error).message}`);
        await sleep(AGAIN_MS);
      }
    }
  };
  const watching = (async () => {
    while (!isStopping) {
      const how = await server.ended;
      if (isStopping) return;
      say(`The embedded PostgreSQL has ended by itself (${how}); starting it again`);
      await restart();
    }
  })();
  return {
    get pid() {
      return server.pid;
    },
    async stop() {
      isStopping = true;
      await Promise.all([server.stop(), watching]);
      await server.stop();
    },
  };
}
