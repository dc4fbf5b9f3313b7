import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { type Figure, figuresIn, type QuickPart } from './part.ts';

/** A part that takes longer hangs, and is given up. */
const PART_SECONDS_MAX = 120;
/** What a part that is given up has to stop its PostgreSQL and its processes. */
const STOP_SECONDS_MAX = 15;
/** Of what a part that failed has said to people, the last lines tell why. */
const LINES_TOLD = 12;

/** Where tests keep what they have compiled, too: half of the time of a part's processes would go into that. */
const COMPILED = fileURLToPath(new URL('../../node_modules/.cache/compiled', import.meta.url));

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));

/**
 * Runs a bench as a command, in a process and a group of its own, and collects the figures that it prints. Throws when it fails, hangs,
 * or is called off; whatever it has started has ended then.
 */
export async function runPart({ args }: QuickPart, calledOff: AbortSignal): Promise<Figure[]> {
  calledOff.throwIfAborted();
  const child = spawn(process.execPath, ['--expose-gc', MAIN, ...args], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { NODE_COMPILE_CACHE: COMPILED, ...process.env },
  });
  const exited = once(child, 'exit');
  let why: string | undefined;
  const giveUp = (reason: string) => {
    why ??= reason;
    child.kill('SIGTERM');
    setTimeout(() => endGroup(child), STOP_SECONDS_MAX * 1_000).unref();
  };
  const timer = setTimeout(
    () => giveUp(`It was not done after ${PART_SECONDS_MAX} s.`),
    PART_SECONDS_MAX * 1_000,
  );
  const callOff = () => giveUp('It was called off.');
  calledOff.addEventListener('abort', callOff);
  try {
    const [told, said, [code]] = await Promise.all([text(child.stdout), text(child.stderr), exited]);
    if (why !== undefined) throw new Error(why);
    if (code !== 0) throw new Error(said.trimEnd().split('\n').slice(-LINES_TOLD).join('\n'));
    return figuresIn(told);
  } finally {
    clearTimeout(timer);
    calledOff.removeEventListener('abort', callOff);
    endGroup(child);
  }
}

/** Ends what a bench may have left behind; mostly there is nothing. */
function endGroup({ pid }: ChildProcess): void {
  try {
    process.kill(-pid!, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
