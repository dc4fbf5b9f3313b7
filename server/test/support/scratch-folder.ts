import { chmod, mkdtemp, statfs } from 'node:fs/promises';
import path from 'node:path';

/** A file system in memory, as Linux has one. */
const IN_MEMORY = '/dev/shm';
/** What must be free there, and in memory: all databases of a run, and some room for everything else. */
const ROOM_BYTES = 6 * 1024 ** 3;

/**
 * A new folder for files that nobody keeps. A database is a thousand of them, and each file of tests makes and drops one: that costs much
 * less in memory. As root, PostgreSQL runs as another account, which can go there too.
 */
export async function makeScratchFolder(name: string): Promise<string> {
  const folder = await mkdtemp(path.join(await scratchPlace(), `millrace-${name}-`));
  await chmod(folder, 0o755);
  return folder;
}

async function scratchPlace(): Promise<string> {
  if (process.availableMemory() < ROOM_BYTES) return '/tmp';
  const room = await statfs(IN_MEMORY).catch(() => undefined);
  return room !== undefined && room.bavail * room.bsize >= ROOM_BYTES ? IN_MEMORY : '/tmp';
}
