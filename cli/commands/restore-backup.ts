import { createReadStream } from 'node:fs';
import type { Restored } from '../../server/src/backup/index.ts';
import { Output } from '../support/output.ts';
import { Progress } from '../support/progress.ts';
import { requireId } from './backup.ts';
import type { AddCommand } from './command.ts';

interface Options {
  readonly account?: string;
  readonly paused?: true;
  readonly check?: true;
  readonly json?: true;
}

export const restoreBackup: AddCommand = (program) => {
  program
    .command('restore-backup')
    .summary('bring back what a backup has')
    .description(
      'Writes a backup into the installation of this machine, with the settings of "millrace start": all of it into an empty one, or one account beside others. It is done as a whole or not at all. What has fallen due since runs as soon as a server does, mails too: --paused holds it until the accounts are resumed.',
    )
    .argument('<file>', 'the backup; - for standard input')
    .option('--account <id>', 'this account of the backup alone, beside those that there are')
    .option('--paused', 'hold all that the accounts would do, until they are resumed')
    .option('--check', 'only read the backup, to its end, and say what it has')
    .option('--json', 'answer in JSON, for programs')
    .addHelpText(
      'after',
      `
Examples:
  millrace restore-backup millrace-2026-11-27.backup
  millrace restore-backup nightly.backup --account 7 --paused
  millrace restore-backup nightly.backup --check`,
    )
    .action(run);
};

async function run(file: string, { account, paused, check, json }: Options): Promise<void> {
  if (account !== undefined) requireId(account);
  const { checkBackup, restoreInstallation } = await import('../../server/src/roles/index.ts');
  const { readConfig } = await import('../../server/src/platform/index.ts');
  const output = new Output(json === true);
  const progress = new Progress();
  const input = file === '-' ? process.stdin : createReadStream(file);
  try {
    if (check) {
      const found = await checkBackup(input);
      output.result(found, () => [
        `A whole backup of ${found.madeAt}, by Millrace ${found.release}: ${found.rows} rows in ${found.tables} tables, ${found.hasKey ? 'with' : 'without'} the key of the secrets.`,
        ...found.accounts.map(({ id, name }) => `  account ${id} "${name}"`),
      ]);
      return;
    }
    const restored = await restoreInstallation(readConfig(process.env), input, {
      account,
      isPaused: paused === true,
      onProgress: (table) => progress.say(table),
      say: (line) => output.note(line),
    });
    progress.end();
    output.result(restored, () => linesOf(restored, paused === true));
  } catch (error) {
    progress.end();
    throw isOfBackup(error as Error) ? new Error(`${file}: ${(error as Error).message}`) : error;
  } finally {
    input.destroy();
  }
}

/** What is wrong with the file itself, by its name in the message. */
function isOfBackup(error: NodeJS.ErrnoException): boolean {
  return error.name === 'NoBackup';
}

function linesOf({ accounts, rows }: Restored, isPaused: boolean): string[] {
  return [
    `${rows} rows of ${accounts.length === 1 ? 'one account' : `${accounts.length} accounts`}.`,
    ...accounts.map(
      ({ id, was, name }) => `  account ${id} "${name}"${id === was ? '' : `, which was ${was}`}`,
    ),
    ...accounts.flatMap(({ id, unreadable }) =>
      unreadable.length === 0
        ? []
        : [
            `  Of account ${id}, these secrets are under another key, and have to be stored again: ${unreadable.join(', ')}. Or remove what was restored, and begin again with the key that they are under in MILLRACE_SECRET_KEY.`,
          ],
    ),
    ...(isPaused ? ['They are paused: POST /millrace/v1/account/resume lets them go on.'] : []),
  ];
}
