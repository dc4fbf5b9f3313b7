import type { Writable } from 'node:stream';
import { type EpochMillis, iso } from '@millrace/core/time';
import { type AccountId, namedAccounts } from '../accounts/index.ts';
import { appliedMigrations, type Sql, type Tx } from '../platform/index.ts';
import { END_OF_ROWS, FORMAT, type Header } from './backup-file.ts';
import { BackupWriter } from './backup-writer.ts';
import { accountColumn, lastNumbers, monthsOf, type Table, tablesOf } from './tables.ts';

export interface WantedBackup {
  /** Of Millrace. */
  readonly release: string;
  /** All accounts unless one is named. */
  readonly account?: AccountId | undefined;
  /** Tells the key of the secrets from others. */
  readonly keyId: string | null;
  /** The key itself, if it is to be in the file. */
  readonly key?: Buffer | undefined;
  /** Told before each table, and every so many rows within. */
  readonly onProgress?: (table: string, rows: number) => void;
}

export interface BackedUp {
  readonly accounts: Header['accounts'];
  readonly tables: number;
  readonly rows: number;
}

/** Rows between two reports of progress. */
const ROWS_A_REPORT = 10_000;

/**
 * Writes all accounts, or one, as they are at one moment, beside whatever is written meanwhile. Ends `out`. Throws for an account that there is
 * not, and what the database and the output throw.
 */
export async function backUp(sql: Sql, out: Writable, wanted: WantedBackup): Promise<BackedUp> {
  const writer = new BackupWriter(out);
  try {
    const done = await sql.begin(async (tx) => {
      // One connection to each machine of a cluster, since each sees its own moment; where there is none, nothing reads the setting.
      await tx.unsafe(
        `set transaction isolation level repeatable read, read only; set local citus.max_adaptive_executor_pool_size = 1;
         set local enable_seqscan = on; set local datestyle = 'ISO'; set local intervalstyle = 'postgres'; set local bytea_output = 'hex'`,
      );
      const tables = await tablesOf(tx);
      // Months that are given up meanwhile wait until the backup is there.
      await tx.unsafe(`lock table ${tables.map(({ name }) => `"${name}"`).join(', ')} in access share mode`);
      const header = await headerOf(tx, wanted);
      await writer.json(header);
      let rows = 0;
      for (const table of tables) rows += await writeTable(tx, writer, table, wanted);
      // Last, since they go on meanwhile: no number of these rows is above.
      await writer.json({ end: true, sequences: await lastNumbers(tx) });
      return { accounts: header.accounts, tables: tables.length, rows };
    });
    await writer.end();
    return done;
  } catch (error) {
    await writer.abandon();
    throw error;
  }
}

async function headerOf(tx: Tx, { release, account, keyId, key }: WantedBackup): Promise<Header> {
  const all = await namedAccounts(tx);
  const [moment] = await tx`select now() as at`;
  const accounts = all.filter(({ id }) => account === undefined || id === account);
  if (accounts.length === 0 && account !== undefined)
    throw new Error(
      `There is no account ${account}. There are ${all.map(({ id, name }) => `${id} "${name}"`).join(', ')}.`,
    );
  return {
    millrace: 'backup',
    format: FORMAT,
    release,
    madeAt: iso(moment!['at'] as EpochMillis),
    account: account ?? null,
    accounts,
    migrations: await appliedMigrations(tx),
    months: await monthsOf(tx),
    keyId,
    ...(key === undefined ? {} : { key: key.toString('base64') }),
  };
}

async function writeTable(
  tx: Tx,
  writer: BackupWriter,
  { name, columns }: Table,
  { account, onProgress }: WantedBackup,
): Promise<number> {
  onProgress?.(name, 0);
  await writer.json({ table: name, columns });
  const list = columns.map((column) => `"${column}"`).join(', ');
  // A number, since accounts are asked for by their ids and found before.
  const ofOne = account === undefined ? '' : ` where "${accountColumn(name)}" = ${BigInt(account)}`;
  let rows = 0;
  await tx.unsafe(`copy (select ${list} from "${name}"${ofOne}) to stdout`).copyOut((line) => {
    if (++rows % ROWS_A_REPORT === 0) onProgress?.(name, rows);
    return writer.add(line);
  });
  await writer.line(END_OF_ROWS);
  await writer.json({ rows });
  return rows;
}
