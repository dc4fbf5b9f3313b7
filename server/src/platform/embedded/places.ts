import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, mkdtemp, open, realpath, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { canReach, type ServerUser } from './user.ts';

/** The place for files that the server's account cannot reach, as under a home folder of mode 0700. */
export const SHARED_PLACE = '/var/lib/millrace';

/** Length limit of a Unix socket's path, file name included. */
const SOCKET_PATH_BYTES = 100;

const TEMPORARY = '/tmp';
const TEMPORARY_PREFIX = 'millrace-socket-';

/** Write permission of group and others. */
const OTHERS_WRITE = 0o022;

/** The data directory, made and owned by the server's account; elsewhere when that account cannot go there. */
export async function placeData(
  wanted: string,
  user: ServerUser,
  say: (line: string) => void,
): Promise<string> {
  const place = await dataPlace(wanted, user);
  if (place !== wanted)
    say(`The account "${user.name}" that PostgreSQL runs as cannot reach ${wanted}; its data is in ${place}`);
  return own(place, user);
}

/** Where that is, whether it is there or not. */
export async function dataPlace(wanted: string, user: ServerUser): Promise<string> {
  return (await canReach(user, wanted)) ? wanted : path.join(SHARED_PLACE, `data-${digest(wanted)}`);
}

/**
 * A folder for the socket: beside the data, or, when that path is too long for a socket, one in a private temporary folder made for this
 * run.
 */
export async function placeSocket(data: string, user: ServerUser): Promise<string> {
  const inside = path.join(path.dirname(data), 'socket');
  if (
    Buffer.byteLength(`${inside}/.s.PGSQL.5432`) <= SOCKET_PATH_BYTES &&
    path.dirname(data) !== SHARED_PLACE
  )
    return own(inside, user);
  return take(await mkdtemp(path.join(TEMPORARY, TEMPORARY_PREFIX)), user);
}

/** Removes an empty folder made for one run; any other stays. */
export async function removeSocket(folder: string): Promise<void> {
  if (!isTemporary(folder)) return;
  await rmdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT' && error.code !== 'ENOTEMPTY') throw error;
  });
}

export function isTemporary(folder: string): boolean {
  return folder.startsWith(path.join(TEMPORARY, TEMPORARY_PREFIX));
}

async function own(folder: string, user: ServerUser): Promise<string> {
  // The folder above stays open to the server's account; only the innermost is its own.
  await mkdir(path.dirname(folder), { recursive: true, mode: 0o755 });
  await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  return take(folder, user);
}

/**
 * Makes a folder the server's account's own, through one handle from the look at it to the last change: no link is followed, and nothing
 * that belongs to a third account is taken or given away.
 */
async function take(folder: string, user: ServerUser): Promise<string> {
  const handle = await open(folder, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ELOOP' || error.code === 'ENOTDIR')
        throw new Error(
          `${folder} is a link or a file; a folder is expected there. Remove it, or set MILLRACE_DATA_DIR.`,
        );
      throw error;
    },
  );
  try {
    const found = await handle.stat();
    const us = process.getuid?.();
    if (us !== undefined && found.uid !== us && found.uid !== user.uid)
      throw new Error(
        `${folder} belongs to another user (${found.uid}). Remove it, or set MILLRACE_DATA_DIR.`,
      );
    if ((found.mode & OTHERS_WRITE) !== 0) await handle.chmod(0o700);
    if (user.uid !== undefined && user.gid !== undefined && found.uid !== user.uid)
      await handle.chown(user.uid, user.gid);
  } finally {
    await handle.close();
  }
  return realpath(folder);
}

export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
