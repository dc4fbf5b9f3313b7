import path from 'node:path';
import type { Program } from './isolation.ts';

/** What runs the code inside its process. */
const RUNNER = path.join(import.meta.dirname, 'runner');

/** Megabytes of a process's memory that are not for lasting objects: the rest of the heap, buffers, Node.js itself. */
const BESIDE_HEAP_MB = 40;

/** Megabytes for objects that have just been made, of which V8 holds three parts. */
const YOUNG_MB = 4;

interface NodeOptions {
  readonly modules: string | null;
  readonly memoryMb: number;
}

/** The server's own Node.js, which reads its runner and the libraries, and nothing else. */
export function nodeProgram({ modules, memoryMb }: NodeOptions): Program {
  const folders = modules === null ? [RUNNER] : [RUNNER, modules];
  return {
    file: process.execPath,
    args: [
      '--permission',
      ...folders.map((folder) => `--allow-fs-read=${folder}`),
      `--max-old-space-size=${memoryMb - BESIDE_HEAP_MB}`,
      `--max-semi-space-size=${YOUNG_MB}`,
      '--disable-sigusr1',
      '--no-addons',
      '--no-warnings',
      path.join(RUNNER, 'main.cjs'),
    ],
    folders,
  };
}

/** Reads what a run reads, and ends. */
export function nodeProbe(): Program {
  const { file, folders } = nodeProgram({ modules: null, memoryMb: 128 });
  return {
    file,
    args: ['--permission', `--allow-fs-read=${RUNNER}`, path.join(RUNNER, 'probe.cjs')],
    folders,
  };
}
