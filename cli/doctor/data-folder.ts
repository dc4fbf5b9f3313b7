import { constants } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import { type Check, well } from './check.ts';

/** What the embedded PostgreSQL needs to begin with, and a little to work in. */
const FREE_BYTES_MIN = 500_000_000;

export const dataFolder: Check = {
  name: 'data folder',
  async look({ dataDir }) {
    const there = await nearest(dataDir);
    if (!(await stat(there)).isDirectory())
      return {
        state: 'wrong',
        says: `${there} is no folder.`,
        todo: 'Set MILLRACE_DATA_DIR to another place.',
      };
    const isWritable = await access(there, constants.W_OK | constants.X_OK).then(
      () => true,
      () => false,
    );
    if (!isWritable) {
      const todo = 'Give this user the right to write there, or set MILLRACE_DATA_DIR to another place.';
      return { state: 'wrong', says: `${there} cannot be written.`, todo };
    }
    const { bavail, bsize } = await statfs(there);
    if (bavail * bsize >= FREE_BYTES_MIN) return well(dataDir);
    return {
      state: 'wrong',
      says: `${Math.floor((bavail * bsize) / 1e6)} MB are free where ${dataDir} is.`,
      todo: 'Make room there, or set MILLRACE_DATA_DIR to another place.',
    };
  },
};

/** The folder itself, or the one that it will be made in. */
async function nearest(folder: string): Promise<string> {
  for (let at = folder; ; at = path.dirname(at)) {
    const isThere = await stat(at).then(
      () => true,
      () => false,
    );
    if (isThere || at === path.dirname(at)) return at;
  }
}
