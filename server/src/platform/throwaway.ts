import { tmpdir } from 'node:os';
import path from 'node:path';

/** What the name of a data directory begins with that may be removed with all that is in it. */
const PREFIX = 'millrace-';

/**
 * Why the settings of a throwaway server are refused; empty where they are not. Only what was made for one run is removed after it, whatever
 * somebody sets by mistake.
 */
export function whyKept(set: Readonly<Record<string, string | undefined>>): string[] {
  const dataDir = path.resolve(set['MILLRACE_DATA_DIR'] ?? '.millrace');
  const isTemporary =
    path.dirname(dataDir) === path.resolve(tmpdir()) && path.basename(dataDir).startsWith(PREFIX);
  if (isTemporary && set['MILLRACE_DATABASE_URL'] === undefined) return [];
  return [
    `MILLRACE_THROWAWAY: the data is removed at the end, so that MILLRACE_DATA_DIR must be a folder right in ${tmpdir()} whose name begins with "${PREFIX}", and MILLRACE_DATABASE_URL may not be set.`,
  ];
}
