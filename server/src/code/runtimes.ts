import type { Language } from './job.ts';

/** Versions of Node.js and Python as flows name them: `NODE20X`, `PYTHON39`, `PYTHON3_9`. */
const NODE = /^NODE\d{1,2}X$/;
const PYTHON = /^PYTHON_?3_?\d{1,2}$/;

/** The language of a runtime; undefined for one that nobody knows. */
export function languageOf(runtime: string): Language | undefined {
  if (NODE.test(runtime)) return 'node';
  return PYTHON.test(runtime) ? 'python' : undefined;
}
