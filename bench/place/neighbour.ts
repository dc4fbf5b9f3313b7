import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { startChild } from './child.ts';

/** The core that the neighbour takes; the first is where a machine of one core has everything. */
const CORE = 1;

/** Runs `work` beside a process that takes one core for itself all the while, and is ended however that ends. */
export async function besideNeighbour<T>(say: (text: string) => void, work: () => Promise<T>): Promise<T> {
  const neighbour = startChild(new URL('busy.ts', import.meta.url), 'neighbour');
  try {
    await pin(neighbour.pid).catch((error: Error) =>
      say(
        `The neighbour is not bound to core ${CORE}, and goes where the kernel lets it: ${error.message.trim()}`,
      ),
    );
    await neighbour.ask('begin');
    return await work();
  } finally {
    await neighbour.stop();
  }
}

/** Binds all threads of a process to the core. Throws where there is no `taskset`, or no such core. */
async function pin(pid: number): Promise<void> {
  await promisify(execFile)('taskset', ['--all-tasks', '--cpu-list', '--pid', String(CORE), String(pid)]);
}
