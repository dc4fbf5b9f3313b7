import path from 'node:path';
import type { Program } from './isolation.ts';

/** What runs the code inside its process. */
const RUNNER = path.join(import.meta.dirname, 'runner');

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
      `--max-old-space-size=${memoryMb}`,
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
  return { file, args: ['--permission', `--allow-fs-read=${RUNNER}`, path.join(RUNNER, 'probe.cjs')], folders };
}
