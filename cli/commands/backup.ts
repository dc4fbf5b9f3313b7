import { createWriteStream, type Stats } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { unwritable } from '../files/folder.ts';
import { Output } from '../support/output.ts';
import { Progress } from '../support/progress.ts';
import { UsageError } from '../usage-error.ts';
import type { AddCommand } from './command.ts';

interface Options {
  readonly account?: string;
  readonly withKey?: true;
  readonly force?: true;
  readonly json?: true;
}

/** Only whoever makes a backup may read it: it has all that the accounts have, tokens by their hashes, and the key if that was asked for. */
const MODE = 0o600;

export const backup: AddCommand = (program) => {
  program
    .command('backup')
    .summary('write all accounts, or one, into a file')
    .description(
      'Writes the installation of this machine, with the settings of "millrace start", into one file: all accounts, or one. It is as of one moment, and may be made while the server works. "millrace restore-backup" takes it, also on another machine, another PostgreSQL and a later release.',
    )
    .argument('[file]', 'where; - for standard output', defaultName())
    .option('--account <id>', 'this account alone')
    .option('--with-key', 'put the key of the secrets into the file, too: whoever has it can read them')
    .option('--force', 'write over a file that is there')
    .option('--json', 'answer in JSON, for programs')
    .addHelpText(
      'after',
      `
Examples:
  millrace backup
  millrace backup nightly.backup --force
  MILLRACE_DATABASE_URL=postgres://… millrace backup - --account 7 | ssh elsewhere 'cat > seven.backup'`,
    )
    .action(run);
};

function defaultName(): string {
  return `millrace-${new Date().toISOString().slice(0, 10)}.backup`;
}

async function run(file: string, { account, withKey, force, json }: Options): Promise<void> {
  if (account !== undefined) requireId(account);
  const there = file === '-' ? undefined : await statOf(file);
  if (there && !there.isFile()) throw new Error(`${file} is no file. Name one, or - for standard output.`);
  if (there && !force) throw new Error(`${file} is there already. Name another file, or say --force.`);
  const { backUpInstallation } = await import('../../server/src/roles/index.ts');
  const { readConfig } = await import('../../server/src/platform/index.ts');
  const config = readConfig(process.env);
  const output = new Output(json === true);
  const progress = new Progress();
  const incoming = `${file}.${process.pid}`;
  const out = file === '-' ? process.stdout : createWriteStream(incoming, { mode: MODE, flags: 'wx' });
  try {
    const done = await backUpInstallation(config, out, {
      account,
      withKey: withKey === true,
      onProgress: (table, rows) => progress.say(rows === 0 ? table : `${table}: ${rows} rows`),
      say: (line) => output.note(line),
    });
    progress.end();
    if (file === '-') return;
    const { size } = await stat(incoming);
    await rename(incoming, file);
    output.result({ file, bytes: size, ...done }, () => [
      `${file}: ${done.rows} rows of ${told(done.accounts)}, ${(size / 1e6).toFixed(1)} MB.`,
      withKey
        ? 'It has the key of the secrets: guard it accordingly.'
        : 'The key of the secrets is not in it: keep a copy of secret.key, or of MILLRACE_SECRET_KEY, in another place.',
    ]);
  } catch (error) {
    progress.end();
    if (file === '-') throw error;
    await rm(incoming, { force: true });
    throw isOfDisk(error as NodeJS.ErrnoException) ? unwritable(file, error as Error) : error;
  }
}

/** An error of the system that is about this file, and not about the database. */
function isOfDisk({ code, syscall }: NodeJS.ErrnoException): boolean {
  return ['write', 'open', 'rename', 'fsync'].includes(syscall ?? '') && code?.startsWith('E') === true;
}

function told(accounts: readonly { readonly id: string; readonly name: string }[]): string {
  const [first] = accounts;
  return accounts.length === 1 ? `the account ${first!.id} "${first!.name}"` : `${accounts.length} accounts`;
}

export function requireId(account: string): void {
  if (!/^[1-9]\d{0,17}$/.test(account))
    throw new UsageError(`--account: ${JSON.stringify(account)} is no id of an account, as 1.`);
}

function statOf(file: string): Promise<Stats | undefined> {
  return stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}
