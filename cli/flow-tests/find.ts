import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '../usage-error.ts';

const NAMED_SO = /\.flow\.test\.(?:[cm]?[jt]s|ya?ml)$/i;
const IS_TEST = /\.(?:[cm]?[jt]s|ya?ml)$/i;
const IS_YAML = /\.ya?ml$/i;

/** Files of tests, by who runs them. */
export interface FoundTests {
  readonly yaml: readonly string[];
  /** Of node:test and `millrace/testing`. */
  readonly programs: readonly string[];
}

/**
 * The tests at these paths, or below the folder where nothing is named: `*.flow.test.yaml`, `.yml`, `.ts`, `.js`, `.mjs`. Folders of packages, and those that begin
 * with a dot, are left out. A file that is named may be called anything. Fails with a UsageError for a path at which nothing is.
 */
export async function findTests(paths: readonly string[]): Promise<FoundTests> {
  const files = new Set<string>();
  for (const named of paths.length > 0 ? paths : ['.']) {
    const found = await stat(named).catch(() => undefined);
    if (!found) throw new UsageError(`There is no file or folder ${named}.`);
    if (found.isFile() && !IS_TEST.test(named))
      throw new UsageError(`${named} is no test: those end with .yaml, .yml, .ts, .js or .mjs.`);
    for (const file of found.isFile() ? [named] : await testsBelow(named)) files.add(path.normalize(file));
  }
  const all = [...files].toSorted();
  return {
    yaml: all.filter((file) => IS_YAML.test(file)),
    programs: all.filter((file) => !IS_YAML.test(file)),
  };
}

async function testsBelow(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const at = path.join(folder, entry.name);
    if (entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.'))
      found.push(...(await testsBelow(at)));
    if (entry.isFile() && NAMED_SO.test(entry.name)) found.push(at);
  }
  return found;
}
