import { compileFunction } from 'node:vm';
import { codeLanguage } from '@millrace/core/flow';

const PARAMETERS = ['exports', 'require', 'module', '__filename', '__dirname'];

/** Why code cannot be read, with the line; null when it can. Nothing of it is run. Python is read when it runs. */
export function syntaxProblem(runtime: string, source: string): string | null {
  if (codeLanguage(runtime) !== 'node') return null;
  try {
    compileFunction(source, PARAMETERS, { filename: 'main.js' });
    return null;
  } catch (error) {
    const { message, stack = '' } = error as Error;
    const line = /^main\.js:(\d+)$/m.exec(stack)?.[1];
    return line === undefined ? message : `${message} (line ${line})`;
  }
}
