import { countUnreadable, ensureFirstAccount, readKeyFile } from '../accounts/index.ts';
import { releaseAbandonedClocks, releaseClocksSoon } from '../execution/index.ts';
import {
  Availability,
  type Config,
  createLog,
  type DatabaseAddress,
  LANE_LIMITS,
  type Log,
  migrate,
  openDatabase,
  placeDoorman,
  placeOf,
  REQUEST_LIMITS,
  type SessionLimits,
  startEmbedded,
} from '../platform/index.ts';
import { createApi, createHealth } from './api.ts';
import { onceThere } from './await-database.ts';
import { firstLink } from './first-link.ts';
import { createServices, type Services } from './services.ts';

/** Connections that a process holds at most, for requests and for lanes; the embedded PostgreSQL lets 60 in. */
const REQUEST_CONNECTIONS = 12;
const LANE_CONNECTIONS = 12;

/** How long statements in hand may still take when a process stops. */
const END_SECONDS = 5;

/** A running Millrace. */
export interface Running {
  /** Where the API listens, or a worker's health and metrics. */
  readonly url: string;
  /** The token made at this very first start. */
  readonly madeToken: string | undefined;
  /** A link that signs in at a browser, on the machine of a developer. */
  readonly firstLink: string | undefined;
  readonly address: DatabaseAddress;
  /** Finishes or gives back the work in hand and stops everything that was started. */
  stop(): Promise<void>;
}

/** Takes its port, finds or starts the database, migrates it, and plays the roles. `giveUp` ends a start before it has come about. */
export async function start(
  config: Config,
  say: (line: string) => void,
  giveUp: AbortSignal,
): Promise<Running> {
  const log = createLog(config.logLevel);
  const { port, variable } = portOf(config);
  const doorman = await placeDoorman(config.host, port, variable);
  const undo: (() => Promise<unknown>)[] = [() => doorman.leave()];
  const stop = () => undoAll(undo);
  try {
    const { address, place, ...database } = await findDatabase(config, log, say);
    undo.push(database.stop);
    const availability = watchDatabase(log);
    const open = (connections: number, limits: SessionLimits) => {
      const sql = openDatabase(address, { connections, limits, availability });
      undo.push(() => sql.end({ timeout: END_SECONDS }));
      return sql;
    };
    const sql = open(REQUEST_CONNECTIONS, REQUEST_LIMITS);
    const laneSql = open(LANE_CONNECTIONS, LANE_LIMITS);
    const secretKey = config.secretKey ?? (await readKeyFile(config.dataDir, say));
    // Mails name the port of the API, which a worker is not.
    const apiPort = config.role === 'worker' ? config.port : doorman.port;
    const services = createServices({ ...config, port: apiPort, secretKey }, log, sql, laneSql);
    undo.push(async () => services.replicas?.close());
    if (config.smtpUrl !== undefined && services.links.base === undefined)
      log.warn(
        'MILLRACE_PUBLIC_URL is not set: marketing emails have no page to unsubscribe, no footer and no tracking',
      );
    availability.on('back', () => {
      services.wake.lookAround();
      void releaseClocksSoon(services);
    });
    const first = await onceThere({ sql, place, say, giveUp }, async () => {
      await migrateDatabase(address, say);
      const made = await ensureFirstAccount(sql, config.token);
      // A clock that a killed process held would stand still for ever.
      if ((await releaseAbandonedClocks(services)) > 0) void releaseClocksSoon(services);
      await tellUnreadable(services);
      await services.wake.connect(sql);
      return made;
    });
    await services.replicas?.start();
    undo.push(async () => services.wake.close());
    undo.push(async () => services.hints.close());
    undo.push(async () => services.mailer.close());
    undo.push(() => services.outgoing.close());
    undo.push(() => services.sandbox.close());
    if (config.role !== 'api') {
      services.worker.start();
      undo.push(() => services.worker.stop());
    }
    const app = config.role === 'worker' ? await createHealth(services) : await createApi(services);
    undo.push(() => app.close());
    giveUp.throwIfAborted();
    await doorman.leave();
    const url = await app.listen({ port: doorman.port, host: config.host });
    const link = config.role === 'worker' ? undefined : await firstLink(sql, first.id, config, url);
    return { url, madeToken: first.madeToken, firstLink: link, address, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Undoes what was made, the last first; what cannot be undone, as when the database is away, does not keep the rest. */
async function undoAll(undo: (() => Promise<unknown>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const each of undo.reverse()) await each().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}

/** A worker serves only its supervisors, so that it never takes an API's port by default. */
function portOf({ role, port, workerPort }: Config) {
  return role === 'worker'
    ? { port: workerPort, variable: 'MILLRACE_WORKER_PORT' }
    : { port, variable: 'MILLRACE_PORT' };
}

/** The database of the URL, or the embedded one, which is started. */
async function findDatabase({ databaseUrl, dataDir }: Config, log: Log, say: (line: string) => void) {
  if (databaseUrl !== undefined)
    return { address: { url: databaseUrl }, place: placeOf(databaseUrl), stop: async () => undefined };
  const embedded = await startEmbedded(dataDir, {
    onProgress: say,
    onTrouble: (message) => log.error(message),
  });
  return { address: embedded.address, place: 'embedded', stop: () => embedded.stop() };
}

/** Says once that the database is away, and once that it is back. */
function watchDatabase(log: Log): Availability {
  const availability = new Availability();
  availability.on('away', (reason) =>
    log.error({ err: reason }, 'the database is away; requests are answered with 503 until it is back'),
  );
  availability.on('back', () => log.warn('the database is back'));
  return availability;
}

/** A migration takes as long as it takes. */
async function migrateDatabase(address: DatabaseAddress, say: (line: string) => void): Promise<void> {
  const sql = openDatabase(address, { connections: 1 });
  try {
    const applied = await migrate(sql);
    if (applied.length > 0) say(`Migrated the database: ${fewOf(applied)}`);
  } finally {
    await sql.end({ timeout: END_SECONDS });
  }
}

/** A line that can be read, also when a database is new. */
const NAMED_MAX = 5;

function fewOf(files: readonly string[]): string {
  if (files.length <= NAMED_MAX) return files.join(', ');
  return `${files.length} migrations, up to ${files.at(-1)}`;
}

/** A key that is lost or mistaken is told of at once; what needs no secret runs all the same. */
async function tellUnreadable({ sql, secrets, log }: Services): Promise<void> {
  const unreadable = await countUnreadable(sql, secrets);
  if (unreadable === 0) return;
  const advice =
    'secrets cannot be read: they are under another key than MILLRACE_SECRET_KEY or the secret.key of the data directory';
  log.error({ secrets: unreadable }, advice);
}
