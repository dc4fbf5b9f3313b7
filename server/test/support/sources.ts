import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** The source files below a folder, tests left out. */
export function sourcesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const at = path.join(folder, name);
    if (name === 'node_modules' || name.startsWith('dist')) return [];
    if (statSync(at).isDirectory()) return sourcesBelow(at);
    return /\.tsx?$/.test(at) && !/\.test(-support)?\.tsx?$/.test(at) ? [at] : [];
  });
}
