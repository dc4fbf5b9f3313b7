import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

const ROOT = path.join(import.meta.dirname, '../..');

/** The file in `web/dist` that says of which sources it was made. */
export const MARK = '.made-of';

/** What goes into the page, and how it is made. */
const SOURCES = ['web', 'core', 'client'];
const OTHERS = ['package-lock.json'];

/**
 * A hash of all that the page is made of. Times of files say little: a checkout gives old sources new ones, and a deleted file has none. It
 * reads a few megabytes, which takes a few hundredths of a second.
 */
export async function sourcesHash(): Promise<string> {
  const found = await Promise.all(
    SOURCES.map((folder) => readdir(path.join(ROOT, folder), { recursive: true })),
  );
  const files = found.flatMap((names, at) =>
    names.filter(isSource).map((name) => path.join(SOURCES[at]!, name)),
  );
  const all = [...files, ...OTHERS].toSorted();
  const contents = await Promise.all(all.map((file) => readFile(path.join(ROOT, file))));
  const hash = createHash('sha256');
  for (const [at, file] of all.entries())
    hash.update(`${file}\0${contents[at]!.length}\0`).update(contents[at]!);
  return hash.digest('hex');
}

function isSource(name: string): boolean {
  return (
    /\.(?:ts|tsx|css|html|svg|json)$/.test(name) &&
    !/\.test\.tsx?$/.test(name) &&
    !/^(?:dist|node_modules)\b/.test(name)
  );
}
