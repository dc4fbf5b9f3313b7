import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { constants, existsSync } from 'node:fs';
import { access, mkdir, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const RELEASE = [
  new URL('../package.json', import.meta.url),
  new URL('../package-lock.json', import.meta.url),
];
const MIGRATIONS = new URL('../server/migrations/', import.meta.url);

/** The folder of PostgreSQL's files in a data directory. */
const DATABASE = 'postgres';

/** A template that nobody has started from for so long is of a release that is gone. */
const UNUSED_DAYS_MAX = 30;
const DAY_MS = 86_400_000;

/** The migrated data of a server that nobody has written to, kept between runs in the user's cache folder, so that a start need not make it. */
export class Template {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  get isThere(): boolean {
    return existsSync(this.#folder);
  }

  /** Whether there is a place for it: where there is none, it need not be made in vain. */
  async hasPlace(): Promise<boolean> {
    const parent = path.dirname(this.#folder);
    try {
      await mkdir(parent, { recursive: true });
      await access(parent, constants.W_OK);
      return true;
    } catch {
      return false;
    }
  }

  /** Puts a copy into a data directory that is empty. */
  async copyTo(dataDir: string): Promise<void> {
    await copy(this.#folder, path.join(dataDir, DATABASE));
    const now = new Date();
    // Of a cache that is only read nothing is removed, either.
    await utimes(this.#folder, now, now).catch(() => undefined);
  }

  /**
   * Makes it of the data directory of a server that has stopped. It is there as a whole or not at all; of two processes that make it at once the
   * first is kept. Elsewhere than in its data directory the data is not taken: it is so for root with a temporary folder of its own.
   */
  async take(dataDir: string): Promise<void> {
    const data = path.join(dataDir, DATABASE);
    if (!existsSync(data)) return;
    const incoming = `${this.#folder}.${randomUUID()}`;
    try {
      await copy(data, incoming);
      await rename(incoming, this.#folder);
    } catch (error) {
      await rm(incoming, { recursive: true, force: true });
      if (!this.isThere) throw error;
    }
    await removeUnused(path.dirname(this.#folder));
  }

  /** Out of the way at once, for others, too. */
  async remove(): Promise<void> {
    const outgoing = `${this.#folder}.${randomUUID()}`;
    await rename(this.#folder, outgoing).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
    await rm(outgoing, { recursive: true, force: true });
  }
}

/** The template of this release and its migrations, in `$XDG_CACHE_HOME/millrace`. */
export async function templateOfRelease(env: NodeJS.ProcessEnv = process.env): Promise<Template> {
  const cache = env['XDG_CACHE_HOME'] || path.join(homedir(), '.cache');
  return new Template(path.join(cache, 'millrace', `template-${await keyOfRelease()}`));
}

async function keyOfRelease(): Promise<string> {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}`);
  for (const file of RELEASE) hash.update(await readFile(file).catch(() => ''));
  for (const name of (await readdir(MIGRATIONS)).toSorted())
    hash.update(name).update(await readFile(new URL(name, MIGRATIONS)));
  return hash.digest('hex').slice(0, 16);
}

/** With its owners, since PostgreSQL refuses data of another account than its own; the files are shared until written to where the disk can. */
async function copy(from: string, to: string): Promise<void> {
  await run('cp', ['-pPR', from, to]);
}

/** Removes what nobody uses any more, also what a process that was killed has left half made. */
async function removeUnused(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const folder = path.join(parent, name);
    const found = name.startsWith('template-') ? await stat(folder).catch(() => undefined) : undefined;
    if (found && Date.now() - found.mtimeMs > UNUSED_DAYS_MAX * DAY_MS)
      await rm(folder, { recursive: true, force: true });
  }
}
