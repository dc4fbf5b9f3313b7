import { rm } from 'node:fs/promises';
import { type EmbeddedPostgres, startEmbedded } from '../../src/platform/index.ts';
import { TOKEN } from '../crash/calls.ts';
import { chosenPostgres } from './chosen-postgres.ts';
import { makeScratchFolder } from './scratch-folder.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';

/** API and workers as processes of their own, on one PostgreSQL. */
export interface SplitRoles {
  readonly database: EmbeddedPostgres;
  start(role: 'api' | 'worker', env?: Readonly<Record<string, string>>): Promise<ServerProcess>;
  /** Ends everything that was started and still runs. */
  end(): Promise<void>;
}

export async function openSplitRoles(
  onTrouble: (line: string) => void = () => undefined,
  /** Of PostgreSQL, as `name=value`. */
  settings: readonly string[] = [],
): Promise<SplitRoles> {
  const folder = await makeScratchFolder('split');
  const database = await startEmbedded(folder, { ...chosenPostgres(), onTrouble, settings });
  const { address } = database;
  if (!('socketDir' in address)) throw new Error('The embedded PostgreSQL listens on a socket.');
  const shared = {
    MILLRACE_DATABASE_URL: `postgres:///${address.database}?host=${address.socketDir}&user=${address.user}`,
    MILLRACE_TOKEN: TOKEN,
    MILLRACE_LOG_LEVEL: 'silent',
    MILLRACE_SECRET_KEY: 'ab'.repeat(32),
  };
  const started: ServerProcess[] = [];
  return {
    database,
    async start(role, env = {}) {
      const member = await startServerProcess(folder, { ...shared, ...env }, ['--role', role]);
      started.push(member);
      return member;
    },
    async end() {
      await Promise.all(started.map((each) => each.stop()));
      await database.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
