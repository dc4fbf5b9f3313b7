import { chmod, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { type DatabaseAddress, openDatabase, startEmbedded } from '../../server/src/platform/index.ts';

/** The embedded PostgreSQL, as Millrace starts it, on data of its own that is gone in the end. */
export interface TemporaryServer {
  /** Process id of the postmaster. */
  readonly pid: number;
  /** Makes a database, as a copy of another or empty, and says where it is. */
  create(name: string, template?: string): Promise<DatabaseAddress>;
  drop(name: string): Promise<void>;
}

/** Runs `work` with a server of its own, which is stopped and removed however that ends. */
export async function withTemporaryServer<T>(
  work: (server: TemporaryServer) => Promise<T>,
  settings: readonly string[] = [],
): Promise<T> {
  const folder = await mkdtemp(path.join('/tmp', 'millrace-bench-'));
  // As root the server runs as another account, which must be able to go there.
  await chmod(folder, 0o755);
  const remove = () => rm(folder, { recursive: true, force: true });
  const starting = startEmbedded(folder, { settings });
  const stop = async () => {
    await starting.then(
      (embedded) => embedded.stop(),
      () => undefined,
    );
    await remove();
  };
  const interrupted = () => {
    stop().finally(() => process.exit(130));
  };
  process.once('SIGINT', interrupted);
  process.once('SIGTERM', interrupted);
  try {
    const embedded = await starting;
    await assertDurable(embedded.address);
    return await work(serverOf(embedded.pid, embedded.address));
  } finally {
    process.off('SIGINT', interrupted);
    process.off('SIGTERM', interrupted);
    await stop();
  }
}

function serverOf(pid: number, address: DatabaseAddress): TemporaryServer {
  if (!('socketDir' in address)) throw new Error('The embedded PostgreSQL listens on a socket.');
  const admin = async (statement: string) => {
    const sql = openDatabase({ ...address, database: 'postgres' }, { connections: 1 });
    try {
      await sql.unsafe(statement);
    } finally {
      await sql.end();
    }
  };
  return {
    pid,
    async create(name, template) {
      await admin(`create database ${name}${template ? ` template ${template} strategy file_copy` : ''}`);
      return { ...address, database: name };
    },
    drop: (name) => admin(`drop database if exists ${name} with (force)`),
  };
}

/** A bench that forgot to wait for the disk would measure something else. */
async function assertDurable(address: DatabaseAddress): Promise<void> {
  const sql = openDatabase(address, { connections: 1 });
  try {
    for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes']) {
      const [row] = await sql.unsafe(`show ${setting}`);
      if (row?.[setting] !== 'on') throw new Error(`${setting} is ${row?.[setting]}, but must be on.`);
    }
  } finally {
    await sql.end();
  }
}
