import { createHash } from 'node:crypto';
import { chown, mkdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { canReach, type ServerUser } from './user.ts';

/** Where things go that the server's account cannot reach in place, as under a home folder of mode 0700. */
export const SHARED_PLACE = '/var/lib/millrace';

/** A Unix socket's path may be this long, its file name included. */
const SOCKET_PATH_BYTES = 100;

/** The data directory, made and owned by the server's account; elsewhere when that account cannot go there. */
export async function placeData(
  wanted: string,
  user: ServerUser,
  say: (line: string) => void,
): Promise<string> {
  if (await canReach(user, wanted)) return own(wanted, user);
  const elsewhere = path.join(SHARED_PLACE, `data-${digest(wanted)}`);
  say(
    `The account "${user.name}" that PostgreSQL runs as cannot reach ${wanted}; its data is in ${elsewhere}`,
  );
  return own(elsewhere, user);
}

/** A folder for the socket: inside the data directory, or, when that path is too long, in the temporary folder. */
export async function placeSocket(data: string, user: ServerUser): Promise<string> {
  const inside = path.join(path.dirname(data), 'socket');
  if (
    Buffer.byteLength(`${inside}/.s.PGSQL.5432`) <= SOCKET_PATH_BYTES &&
    path.dirname(data) !== SHARED_PLACE
  )
    return own(inside, user);
  return own(path.join('/tmp', `millrace-${digest(data)}`), user);
}

async function own(folder: string, user: ServerUser): Promise<string> {
  // The folder above stays open to the server's account; only the innermost is its own.
  await mkdir(path.dirname(folder), { recursive: true, mode: 0o755 });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const found = await stat(folder);
  if (user.uid !== undefined && user.gid !== undefined && found.uid !== user.uid)
    await chown(folder, user.uid, user.gid);
  return realpath(folder);
}

export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
