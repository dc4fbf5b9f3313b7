import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { PACKAGE, ROOT } from './places.ts';

const TSC = path.join(ROOT, 'node_modules/.bin/tsc');

/** Makes JavaScript of the TypeScript, in the same folders, so that what is found by its place is found there, too. */
export async function compile(): Promise<void> {
  await tsc('tsconfig.json');
  // Types of the doors alone, with what they reach.
  await tsc('tsconfig.declarations.json');
  const files = await readdir(PACKAGE, { recursive: true });
  await Promise.all(files.filter((file) => /\.(?:js|d\.ts)$/.test(file)).map(nameFromInside));
}

async function tsc(config: string): Promise<void> {
  await promisify(execFile)(TSC, ['-p', path.join(ROOT, 'packaging', config)]).catch((error) => {
    throw new Error(`The sources do not compile:\n${error.stdout}`);
  });
}

/** In the clone core and client are packages of their own; in the package they are folders, which `imports` of package.json names. */
async function nameFromInside(file: string): Promise<void> {
  const at = path.join(PACKAGE, file);
  const text = await readFile(at, 'utf8');
  const named = text
    .replace(/(['"])@millrace\/(core|client)\b/g, '$1#$2')
    // Which the compiler rewrites in JavaScript alone.
    .replace(/((?:from |import\()['"]\.[^'"]*)\.ts(['"])/g, '$1.js$2');
  if (named !== text) await writeFile(at, named);
}
