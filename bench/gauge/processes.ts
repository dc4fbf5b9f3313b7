import { readdir, readFile } from 'node:fs/promises';

/** The kernel counts CPU time in ticks of this many to the second, on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;
const PAGE_BYTES = 4_096;

/**
 * CPU seconds that a process and its children have used, those included that have ended: a backend that exits is
 * reaped by the postmaster, whose own counters then hold its time.
 */
export async function cpuSecondsOfTree(pid: number): Promise<number> {
  const own = await ticksOf(pid);
  if (!own) throw new Error(`There is no process ${pid}.`);
  let ticks = own.used + own.usedByReaped;
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const other = await ticksOf(Number(entry));
    if (other?.parent === pid) ticks += other.used + other.usedByReaped;
  }
  return ticks / TICKS_PER_SECOND;
}

/** The process that has started a process; undefined where there is no such one. */
export async function parentOf(pid: number): Promise<number | undefined> {
  return (await ticksOf(pid))?.parent;
}

async function ticksOf(pid: number) {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (stat === undefined) return undefined;
  // The name in parentheses may hold anything; fields are counted behind it, from the state (3) on.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const field = (number: number) => Number(fields[number - 3]);
  return { parent: field(4), used: field(14) + field(15), usedByReaped: field(16) + field(17) };
}

const SAMPLE_MS = 100;

/** Samples the resident memory of a process from outside, so that sampling costs it nothing. */
export function watchMemory(pid: number): { stop: () => Promise<readonly number[]> } {
  const samples: number[] = [];
  let last = Promise.resolve();
  const timer = setInterval(() => {
    last = sample();
  }, SAMPLE_MS);
  const sample = async () => {
    const statm = await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => undefined);
    if (statm !== undefined) samples.push(Number(statm.split(' ')[1]) * PAGE_BYTES);
  };
  return {
    async stop() {
      clearInterval(timer);
      await last;
      return samples;
    },
  };
}
