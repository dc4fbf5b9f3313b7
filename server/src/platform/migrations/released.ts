import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** A file of the release. */
export interface Migration {
  readonly file: string;
  readonly text: string;
  /** Of the text, however its lines end. */
  readonly checksum: string;
}

/** The migrations of a folder, in their order. */
export async function readMigrations(folder: URL): Promise<Migration[]> {
  const files = (await readdir(fileURLToPath(folder))).filter((file) => /^\d{4}_.*\.sql$/.test(file)).sort();
  return Promise.all(
    files.map(async (file) => {
      const text = (await readFile(new URL(file, folder), 'utf8')).replaceAll('\r\n', '\n');
      return { file, text, checksum: createHash('sha256').update(text).digest('hex') };
    }),
  );
}
