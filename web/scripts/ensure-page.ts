import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { DIST } from './build-page.ts';
import { MARK, sourcesHash } from './sources.ts';

const BUILD = path.join(import.meta.dirname, 'build.ts');

/**
 * Makes the page if there is none, or one of other sources. Says so only when it does. It is made in a process of its own: what builds it
 * is no part of a server.
 */
export async function ensurePage(say: (line: string) => void): Promise<void> {
  if (await isFresh()) return;
  say('Building the page, since there is none of these sources yet');
  const { stdout } = await promisify(execFile)(process.execPath, [BUILD]);
  say(stdout.trim());
}

/** Whether the page is there and made of the sources as they are. */
async function isFresh(): Promise<boolean> {
  const made = await readFile(path.join(DIST, MARK), 'utf8').catch(() => undefined);
  return made !== undefined && made === (await sourcesHash());
}
