import { accessSync, constants, realpathSync } from 'node:fs';
import path from 'node:path';
import { commandFor, type Isolation, type Program, runs } from './isolation.ts';

const RUNNER = path.join(import.meta.dirname, 'runner');

/** The system's Python, which reads its own modules. Its environment and the user's folders are left out. */
export interface Python {
  readonly program: Program;
  /** Why there is none. */
  readonly refusal: null;
}

/**
 * Finds a Python that can be run where code is. It has no permission model, so that it takes namespaces without a network, and files that
 * are another user's or out of sight.
 */
export async function findPython(isolation: Isolation): Promise<Python | { readonly refusal: string }> {
  const { namespaces, ownUsers } = isolation;
  if (namespaces === null || (namespaces === 'unshare' && !ownUsers))
    return {
      refusal:
        'This server cannot keep Python apart well enough: it needs bubblewrap, or a server that is root and can make namespaces. See docs/custom-code.md.',
    };
  for (const file of candidates()) {
    const program = {
      file,
      args: ['-I', '-B', path.join(RUNNER, 'main.py')],
      folders: [RUNNER, prefixOf(file)],
    };
    const probe = { ...program, args: ['-I', '-B', '-c', 'import json, resource, traceback'] };
    if ((await runs(commandFor(probe, isolation, 0))) === null) return { program, refusal: null };
  }
  return { refusal: 'This server has no python3 that the user of code can run.' };
}

function candidates(): string[] {
  const folders = [...(process.env['PATH'] ?? '').split(path.delimiter), '/usr/bin', '/usr/local/bin'];
  const files = folders
    .filter((folder) => path.isAbsolute(folder))
    .map((folder) => path.join(folder, 'python3'));
  return [...new Set(files)].filter(isExecutable);
}

/** `/usr` of `/usr/bin/python3.11`. */
function prefixOf(file: string): string {
  return path.dirname(path.dirname(realpathSync(file)));
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
