import { ensureFirstAccount, listAccounts, releaseClock } from '../accounts/index.ts';
import {
  type Config,
  createLog,
  type DatabaseAddress,
  migrate,
  openDatabase,
  startEmbedded,
} from '../platform/index.ts';
import { createApi } from './api.ts';
import { createServices } from './services.ts';

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
  const sql = openDatabase(address);
  const stopDatabase = async () => {
    await sql.end({ timeout: 5 });
    await embedded?.stop();
  };
  try {
    const applied = await migrate(sql);
    if (applied.length > 0) say(`Migrated the database: ${applied.join(', ')}`);
    const first = await ensureFirstAccount(sql, config.token);
    // A clock that a killed process held would stand still for ever.
    if (config.mode === 'development')
      for (const account of await listAccounts(sql)) await releaseClock(sql, account);
    const services = createServices(config, log, sql);
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
