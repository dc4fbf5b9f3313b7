import { statfs } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import type { Machine } from './fit.ts';

/** The machine, or the part of it that a container is given. */
export async function lookAtMachine(data: string): Promise<Machine> {
  const { bavail, bsize } = await statfs(data);
  // Without a limit it is more than any machine has.
  const allowed = process.constrainedMemory();
  return {
    memoryBytes: allowed > 0 ? Math.min(allowed, totalmem()) : totalmem(),
    cores: availableParallelism(),
    freeBytes: bavail * bsize,
  };
}
