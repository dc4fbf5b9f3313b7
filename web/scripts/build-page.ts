import { rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { compressFolder } from './compress.ts';
import { MARK, sourcesHash } from './sources.ts';

export const WEB = path.join(import.meta.dirname, '..');
export const DIST = path.join(WEB, 'dist');

/**
 * Makes `web/dist`, compressed beside. It is made under another name and put in place at the end, so that nobody who builds or reads at the
 * same time sees half of it.
 */
export async function buildPage(say: (line: string) => void): Promise<void> {
  const began = performance.now();
  const hash = await sourcesHash();
  const { build } = await import('vite');
  const made = `${DIST}.${process.pid}`;
  try {
    await build({
      configFile: path.join(WEB, 'vite.config.ts'),
      logLevel: 'warn',
      build: { outDir: made },
    });
    await compressFolder(made);
    await writeFile(path.join(made, MARK), hash);
    await replace(DIST, made);
  } finally {
    await rm(made, { recursive: true, force: true });
  }
  say(`Built the page in ${((performance.now() - began) / 1000).toFixed(1)} s`);
}

/** A folder cannot be renamed over another that holds something. Where another process was faster, its page is as good. */
async function replace(folder: string, by: string): Promise<void> {
  const old = `${by}.old`;
  await rename(folder, old).catch(unless('ENOENT'));
  await rename(by, folder).catch(unless('ENOTEMPTY', 'EEXIST'));
  await rm(old, { recursive: true, force: true });
}

function unless(...codes: readonly string[]) {
  return (error: NodeJS.ErrnoException): void => {
    if (!codes.includes(error.code ?? '')) throw error;
  };
}
