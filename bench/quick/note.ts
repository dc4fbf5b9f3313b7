import { execFile } from 'node:child_process';
import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { Refused } from '../refused.ts';
import { readHistory, withRow, writeHistory } from './history.ts';
import type { Column } from './part.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const FILE = 'bench/history.md';
const HASH_CHARACTERS = 8;

/** The commit that is measured. */
export interface Commit {
  readonly hash: string;
  readonly date: string;
}

/** The present commit, when a row of it may be written. Refused when it is not what is in the files, or has a row already. */
export async function notableCommit(how: 'once' | 'again'): Promise<Commit> {
  const changed = await git('status', '--porcelain', '--', '.', `:!${FILE}`);
  if (changed !== '')
    throw new Refused(
      `The files differ from the commit, so that its row would not be of it: ${changed.split('\n')[0]}. Commit them, or measure without --note.`,
    );
  const hash = await git('rev-parse', `--short=${HASH_CHARACTERS}`, 'HEAD');
  const { rows } = readHistory(await readFile(path.join(ROOT, FILE), 'utf8'));
  if (how === 'once' && rows.some(({ commit }) => commit === hash))
    throw new Refused(`${FILE} has a row of ${hash} already; --note --again measures anew and replaces it.`);
  return { hash, date: await git('show', '--no-patch', '--format=%cs', 'HEAD') };
}

/** Writes the commit's row, the whole file at once. */
export async function note({ hash, date }: Commit, measured: ReadonlyMap<Column, number>): Promise<void> {
  const now = await git('rev-parse', `--short=${HASH_CHARACTERS}`, 'HEAD');
  if (now !== hash)
    throw new Error(`Meanwhile the commit is ${now}, no longer ${hash}: nothing is noted, measure it again.`);
  const file = path.join(ROOT, FILE);
  const history = withRow(readHistory(await readFile(file, 'utf8')), { date, commit: hash }, measured);
  await writeFile(`${file}.new`, writeHistory(history));
  await rename(`${file}.new`, file);
}

async function git(...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('git', args, { cwd: ROOT });
  return stdout.trim();
}
