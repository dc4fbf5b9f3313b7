import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { PACKAGE, ROOT } from './places.ts';

const MEBIBYTE = 1024 * 1024;

/** Says what was made, and how large it is without what it needs of others. */
export async function sayPackageSize(): Promise<void> {
  const names = await readdir(PACKAGE, { recursive: true });
  const files = (await Promise.all(names.map((name) => stat(path.join(PACKAGE, name))))).filter((file) =>
    file.isFile(),
  );
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  console.log(
    `Made ${path.relative(ROOT, PACKAGE)}: ${files.length} files, ${(bytes / MEBIBYTE).toFixed(1)} MiB. Pack it with "npm pack ./${path.relative(ROOT, PACKAGE)}".`,
  );
}
