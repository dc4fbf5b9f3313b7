import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

/** The account of the server: our own, or, since PostgreSQL refuses root, another. */
export interface ServerUser {
  readonly name: string | undefined;
  readonly uid: number | undefined;
  readonly gid: number | undefined;
  /** Options for spawn. */
  readonly spawn: { readonly uid?: number; readonly gid?: number; readonly cwd: string };
}

/** The account used when we are root; Debian's package makes the same one. */
const ACCOUNT = 'postgres';

export async function serverUser(): Promise<ServerUser> {
  if (process.getuid?.() !== 0)
    return { name: undefined, uid: undefined, gid: undefined, spawn: { cwd: '/' } };
  const found = (await lookUp(ACCOUNT)) ?? (await create(ACCOUNT));
  return { name: ACCOUNT, ...found, spawn: { ...found, cwd: '/' } };
}

/** Whether the user can go to this path: every folder above it is open to it. Root-owned trees are judged by "others". */
export async function canReach(user: ServerUser, target: string): Promise<boolean> {
  if (user.uid === undefined) return true;
  for (let folder = path.dirname(target); ; folder = path.dirname(folder)) {
    const found = await stat(folder).catch(() => undefined);
    if (found && !mayEnter(user, found)) return false;
    if (folder === path.dirname(folder)) return true;
  }
}

function mayEnter(user: ServerUser, folder: { uid: number; gid: number; mode: number }): boolean {
  if (folder.uid === user.uid) return (folder.mode & 0o100) !== 0;
  if (folder.gid === user.gid) return (folder.mode & 0o010) !== 0;
  return (folder.mode & 0o001) !== 0;
}

async function lookUp(name: string): Promise<{ uid: number; gid: number } | undefined> {
  const passwd = await readFile('/etc/passwd', 'utf8');
  const fields = passwd
    .split('\n')
    .map((line) => line.split(':'))
    .find((line) => line[0] === name);
  return fields ? { uid: Number(fields[2]), gid: Number(fields[3]) } : undefined;
}

async function create(name: string): Promise<{ uid: number; gid: number }> {
  const args = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', name];
  // A path made for ordinary users may lack the folder of such programs.
  const env = { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin` };
  await promisify(execFile)('useradd', args, { env }).catch((error: Error) => {
    throw new Error(
      `PostgreSQL does not run as root, and the account "${name}" could not be made for it (${error.message.trim()}). ` +
        `Make one with "useradd --system ${name}", start Millrace as another user, or set MILLRACE_DATABASE_URL.`,
    );
  });
  const made = await lookUp(name);
  if (!made) throw new Error(`useradd made no account "${name}".`);
  return made;
}
