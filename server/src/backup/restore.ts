import {
  type AccountId,
  claimAccountId,
  isWithoutAccounts,
  readAccount,
  resealSecrets,
  SecretBox,
} from '../accounts/index.ts';
import { ensurePartitions } from '../history/index.ts';
import { pauseNewcomer } from '../pauses/index.ts';
import {
  appliedMigrations,
  codeOf,
  migrate,
  refuseUnknownMigrations,
  type Sql,
  type Tx,
} from '../platform/index.ts';
import type { Header } from './backup-file.ts';
import { countingLines, ofOneAccount } from './lines.ts';
import { type BackupReader, NoBackup } from './read-backup.ts';
import { raiseNumbers, tablesOf } from './tables.ts';

const UNIQUE_VIOLATION = '23505';

export interface WantedRestore {
  /** One account of the backup, into an installation that may have others; all into an empty one unless this is said. */
  readonly account?: AccountId | undefined;
  /** Seals the secrets from now on. */
  readonly box: SecretBox;
  /** Whether the accounts come in paused: nothing is done and nothing is sent until they are resumed. */
  readonly isPaused: boolean;
  readonly onProgress?: (table: string) => void;
}

/** An account that has come in. */
export interface RestoredAccount {
  readonly id: AccountId;
  readonly name: string;
  /** Its id where it comes from. */
  readonly was: AccountId;
  /** Secrets that are under a key that nobody has named: they have to be stored again. */
  readonly unreadable: readonly string[];
}

export interface Restored {
  readonly accounts: readonly RestoredAccount[];
  readonly rows: number;
}

/**
 * Writes a backup into the database, in one transaction: all of it, or nothing. Throws for a database that has what would be in the way, for a
 * backup of a newer release, and NoBackup for a file that turns out to be none.
 */
export async function restore(sql: Sql, reader: BackupReader, wanted: WantedRestore): Promise<Restored> {
  const { header } = reader;
  const accounts = accountsOf(header, wanted.account);
  await refuseUnknownMigrations('The backup', header.migrations);
  const isOfOne = wanted.account !== undefined || header.account !== null;
  await prepare(sql, header, isOfOne);
  for (const month of header.months)
    await ensurePartitions(sql, Date.parse(`${month.replace('_', '-')}-01T00:00:00Z`));
  const restored = await comesIn(sql, async (tx) => {
    const ids = await claimIds(tx, accounts, isOfOne);
    const rows = await fill(tx, reader, isOfOne ? ids[0] : undefined, wanted);
    await raiseNumbers(tx, reader.sequences);
    const unreadable: string[][] = [];
    for (const { was, id } of ids) {
      unreadable.push(
        await resealSecrets(
          tx,
          { box: boxOf(header, wanted.box), accountId: was },
          { box: wanted.box, accountId: id },
        ),
      );
      if (wanted.isPaused)
        await pauseNewcomer(tx, await readAccount(tx, id), `Restored from the backup of ${header.madeAt}.`);
    }
    return { accounts: ids.map((each, index) => ({ ...each, unreadable: unreadable[index]! })), rows };
  });
  // What this release has changed since; and the statistics, without which the first plans would be poor.
  await migrate(sql);
  await sql.unsafe('analyze');
  return restored;
}

/** A transaction that fails where an account, or somebody's access token, is here already. */
async function comesIn<T>(sql: Sql, work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await sql.begin(work);
  } catch (error) {
    if (codeOf(error) !== UNIQUE_VIOLATION) throw error;
    throw new Error(
      `The account is here already: its access tokens or apps are those of one that there is (${(error as Error).message}). An account can be moved to another installation, not doubled in one.`,
      { cause: error },
    );
  }
}

function accountsOf({ accounts, account }: Header, wanted: AccountId | undefined): Header['accounts'] {
  const found = accounts.filter(({ id }) => wanted === undefined || id === wanted);
  if (found.length > 0) return found;
  const there = accounts.map(({ id, name }) => `${id} "${name}"`).join(', ');
  throw new NoBackup(
    `It has no account ${wanted}${account === null ? '' : ', being of one alone'}. It has ${there}.`,
  );
}

/** Brings the database to where the backup's was, if nobody has begun with it. */
async function prepare(sql: Sql, header: Header, isOfOne: boolean): Promise<void> {
  const files = new Set(header.migrations.map(({ file }) => file));
  const here = await appliedMigrations(sql);
  if (here.length === 0 || here.every(({ file }) => files.has(file))) {
    await migrate(sql, undefined, files);
    return;
  }
  const more = here.filter(({ file }) => !files.has(file)).map(({ file }) => file);
  const advice = isOfOne
    ? 'Restore it into an empty database with this release, back up the account there, and restore that.'
    : 'Restore it into an empty database: this release brings it up to date there.';
  throw new Error(
    `The backup is of an older release (${header.release}) than the database, which has ${more.join(', ')} as well. ${advice}`,
  );
}

interface Coming {
  readonly id: AccountId;
  readonly name: string;
  readonly was: AccountId;
}

async function claimIds(tx: Tx, accounts: Header['accounts'], isOfOne: boolean): Promise<Coming[]> {
  if (isOfOne) {
    const [{ id, name }] = accounts as [Header['accounts'][number]];
    return [{ id: await claimAccountId(tx, id), name, was: id }];
  }
  if (!(await isWithoutAccounts(tx)))
    throw new Error(
      'The database has accounts already. Restore into an empty one, or one account of the backup: --account <id>.',
    );
  return accounts.map(({ id, name }) => ({ id, name, was: id }));
}

async function fill(
  tx: Tx,
  reader: BackupReader,
  one: Coming | undefined,
  { onProgress }: WantedRestore,
): Promise<number> {
  const known = new Map((await tablesOf(tx)).map((table) => [table.name, new Set(table.columns)]));
  let rows = 0;
  for await (const { name, columns, lines } of reader.tables()) {
    const there = known.get(name);
    if (!there || !columns.every((column) => there.has(column)))
      throw new NoBackup(`It is damaged: no table "${name}" has the columns ${columns.join(', ')}.`);
    onProgress?.(name);
    const list = columns.map((column) => `"${column}"`).join(', ');
    const taken = one ? ofOneAccount(lines, one.was, one.id) : lines;
    await tx
      .unsafe(`copy "${name}" (${list}) from stdin`)
      .copyIn(countingLines(taken, (count) => (rows += count)));
  }
  return rows;
}

/** What the secrets of the backup are under: its key, or ours. */
function boxOf({ key, keyId }: Header, ours: SecretBox): SecretBox {
  return key === undefined || keyId === ours.keyId ? ours : new SecretBox(Buffer.from(key, 'base64'));
}
