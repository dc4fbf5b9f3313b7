import type { Readable } from 'node:stream';
import type { Header } from './backup-file.ts';
import { countingLines } from './lines.ts';
import { readBackup } from './read-backup.ts';

/** What a whole backup has. */
export interface CheckedBackup extends Pick<Header, 'release' | 'madeAt' | 'accounts'> {
  readonly hasKey: boolean;
  readonly tables: number;
  readonly rows: number;
}

/** Reads a backup to its end. Throws NoBackup where that is not to be found, or something else is. */
export async function checkBackup(input: Readable): Promise<CheckedBackup> {
  const reader = await readBackup(input);
  let [tables, rows] = [0, 0];
  for await (const { lines } of reader.tables()) {
    tables++;
    for await (const _ of countingLines(lines, (count) => (rows += count)));
  }
  const { release, madeAt, accounts, key } = reader.header;
  return { release, madeAt, accounts, hasKey: key !== undefined, tables, rows };
}
