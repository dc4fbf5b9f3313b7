import type { Readable, Writable } from 'node:stream';
import { findKeyFile, readKeyFile, SecretBox } from '../accounts/index.ts';
import { type BackedUp, backUp, type Restored, readBackup, restore } from '../backup/index.ts';
import { type Config, findEmbedded, openDatabase, type Sql, startEmbedded } from '../platform/index.ts';
import { VERSION } from './version.ts';

type Place = Pick<Config, 'databaseUrl' | 'dataDir' | 'secretKey'>;

export interface BackupOptions {
  /** An id; all accounts unless one is named. */
  readonly account?: string | undefined;
  /** Whether the key of the secrets is to be in the file. */
  readonly withKey: boolean;
  readonly onProgress?: (table: string, rows: number) => void;
  readonly say: (line: string) => void;
}

export interface RestoreOptions {
  /** An id in the backup: this account alone, beside others that the installation has. */
  readonly account?: string | undefined;
  readonly isPaused: boolean;
  readonly onProgress?: (table: string) => void;
  readonly say: (line: string) => void;
}

/**
 * Backs up the installation of these settings, while it runs or while it does not, and ends `out`. Throws where there is none, where the key is
 * asked for and there is none, and what the output throws.
 */
export async function backUpInstallation(
  config: Place,
  out: Writable,
  { account, withKey, onProgress, say }: BackupOptions,
): Promise<BackedUp> {
  const key = config.secretKey ?? (await findKeyFile(config.dataDir));
  if (withKey && key === undefined)
    throw new Error(
      `There is no key to put into the backup: neither MILLRACE_SECRET_KEY is set, nor is there a secret.key in ${config.dataDir}.`,
    );
  const keyId = key === undefined ? null : new SecretBox(key).keyId;
  return withDatabase(config, { isMade: false, say }, (sql) =>
    backUp(sql, out, {
      release: VERSION,
      account,
      keyId,
      key: withKey ? key : undefined,
      ...(onProgress ? { onProgress } : {}),
    }),
  );
}

/**
 * Restores a backup into the installation of these settings. Its key becomes the one of an installation that has none; else the secrets are sealed
 * anew. Throws what `restore` throws; nothing has been written then.
 */
export async function restoreInstallation(
  config: Place,
  input: Readable,
  { account, isPaused, onProgress, say }: RestoreOptions,
): Promise<Restored> {
  const reader = await readBackup(input);
  const { key: itsKey } = reader.header;
  const first = itsKey === undefined ? undefined : Buffer.from(itsKey, 'base64');
  return withDatabase(config, { isMade: true, say }, async (sql) => {
    const key = config.secretKey ?? (await readKeyFile(config.dataDir, say, first));
    return restore(sql, reader, {
      account,
      box: new SecretBox(key),
      isPaused,
      ...(onProgress ? { onProgress } : {}),
    });
  });
}

/** Runs `work` on the database of the URL, or on the embedded one: on the server that runs, or on one that is started for it. */
async function withDatabase<T>(
  { databaseUrl, dataDir }: Place,
  { isMade, say }: { readonly isMade: boolean; readonly say: (line: string) => void },
  work: (sql: Sql) => Promise<T>,
): Promise<T> {
  if (databaseUrl !== undefined) return withPool({ url: databaseUrl }, work);
  const { isThere, address } = await findEmbedded(dataDir);
  if (address) return withPool(address, work);
  if (!isThere && !isMade)
    throw new Error(
      `There is no database in ${dataDir}. Name the data folder in MILLRACE_DATA_DIR, or your own PostgreSQL in MILLRACE_DATABASE_URL.`,
    );
  const embedded = await startEmbedded(dataDir, { onProgress: say });
  try {
    return await withPool(embedded.address, work);
  } finally {
    await embedded.stop();
  }
}

async function withPool<T>(
  address: Parameters<typeof openDatabase>[0],
  work: (sql: Sql) => Promise<T>,
): Promise<T> {
  const sql = openDatabase(address, { connections: 2 });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}
