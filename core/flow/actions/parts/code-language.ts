/** What code of flows may be written for. */
export type CodeLanguage = 'node' | 'python';

/** Runtimes as flows name them: `NODE20X`; `PYTHON39`, `PYTHON3_9`. */
const NODE = /^NODE\d{1,2}X$/;
const PYTHON = /^PYTHON_?3_?\d{1,2}$/;

/** The language of a runtime; undefined for one that nobody knows. Every Node.js runtime is the server's own Node.js. */
export function codeLanguage(runtime: string): CodeLanguage | undefined {
  if (NODE.test(runtime)) return 'node';
  return PYTHON.test(runtime) ? 'python' : undefined;
}
