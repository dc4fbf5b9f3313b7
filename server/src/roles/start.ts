import {
  countUnreadable,
  ensureFirstAccount,
  listAccounts,
  readKeyFile,
  releaseClock,
} from '../accounts/index.ts';
import {
  type Config,
  createLog,
  type DatabaseAddress,
  LANE_LIMITS,
  migrate,
  openDatabase,
  REQUEST_LIMITS,
  startEmbedded,
} from '../platform/index.ts';
import { createApi } from './api.ts';
import { createServices, type Services } from './services.ts';

/** Connections that a process holds at most, for requests and for lanes; the embedded PostgreSQL lets 60 in. */
const REQUEST_CONNECTIONS = 12;
const LANE_CONNECTIONS = 12;

/** A running Millrace. */
export interface Running {
  /** Where the API listens; undefined for a process that is a worker only. */
  readonly url: string | undefined;
  /** The token made at this very first start. */
  readonly madeToken: string | undefined;
  readonly address: DatabaseAddress;
  /** Finishes or gives back the work in hand and stops everything that was started. */
  stop(): Promise<void>;
}

/** Starts the database (the embedded one when no other is given), migrates it, and plays the roles. */
export async function start(config: Config, say: (line: string) => void): Promise<Running> {
  const log = createLog(config.logLevel);
  const embedded =
    config.databaseUrl === undefined ? await startEmbedded(config.dataDir, { onProgress: say }) : undefined;
  const address: DatabaseAddress = embedded?.address ?? { url: config.databaseUrl! };
  const sql = openDatabase(address, { connections: REQUEST_CONNECTIONS, limits: REQUEST_LIMITS });
  const laneSql = openDatabase(address, { connections: LANE_CONNECTIONS, limits: LANE_LIMITS });
  const stopDatabase = async () => {
    await Promise.all([sql.end({ timeout: 5 }), laneSql.end({ timeout: 5 })]);
    await embedded?.stop();
  };
  try {
    await migrateDatabase(address, say);
    const first = await ensureFirstAccount(sql, config.token);
    // A clock that a killed process held would stand still for ever.
    if (config.mode === 'development')
      for (const account of await listAccounts(sql)) await releaseClock(sql, account);
    const secretKey = config.secretKey ?? (await readKeyFile(config.dataDir, say));
    const services = createServices({ ...config, secretKey }, log, sql, laneSql);
    await tellUnreadable(services);
    await services.wake.connect(sql);
    if (config.role !== 'api') services.worker.start();
    const app = config.role === 'worker' ? undefined : await createApi(services);
    const url = await app?.listen({ port: config.port, host: config.host });
    return {
      url,
      madeToken: first.madeToken,
      address,
      async stop() {
        await app?.close();
        await services.worker.stop();
        services.wake.close();
        services.mailer.close();
        await stopDatabase();
      },
    };
  } catch (error) {
    await stopDatabase();
    throw error;
  }
}

/** A migration takes as long as it takes. */
async function migrateDatabase(address: DatabaseAddress, say: (line: string) => void): Promise<void> {
  const sql = openDatabase(address, { connections: 1 });
  try {
    const applied = await migrate(sql);
    if (applied.length > 0) say(`Migrated the database: ${applied.join(', ')}`);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** A key that is lost or mistaken is told of at once; what needs no secret runs all the same. */
async function tellUnreadable({ sql, secrets, log }: Services): Promise<void> {
  const unreadable = await countUnreadable(sql, secrets);
  if (unreadable === 0) return;
  const advice =
    'secrets cannot be read: they are under another key than MILLRACE_SECRET_KEY or the secret.key of the data directory';
  log.error({ secrets: unreadable }, advice);
}
