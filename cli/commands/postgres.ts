import type { Machine, Setting } from '../../server/src/platform/index.ts';
import { Output } from '../support/output.ts';
import { table } from '../support/table.ts';
import { UsageError } from '../usage-error.ts';
import type { AddCommand } from './command.ts';

interface Options {
  readonly memory?: string;
  readonly cores?: string;
  readonly json?: true;
}

interface Told extends Setting {
  /** As the database that runs has it; null where none runs. */
  readonly now: string | null;
}

const UNITS: Readonly<Record<string, number>> = { MB: 1_024 ** 2, GB: 1_024 ** 3 };
/** A disk that sets no bounds. */
const MUCH = 1_024 ** 4;

export const postgres: AddCommand = (program) => {
  program
    .command('postgres')
    .summary('say how PostgreSQL is set, and why')
    .description(
      'Says which settings fit the machine, why, and what the database has that runs with the settings of "millrace start". The embedded PostgreSQL is started with them, unless ALTER SYSTEM has set one otherwise; on your own they are for you to set. Nothing is changed.',
    )
    .option('--memory <size>', 'of the machine that PostgreSQL runs on, as 16GB; else of this one')
    .option('--cores <count>', 'of that machine; else of this one')
    .option('--json', 'answer in JSON, for programs')
    .addHelpText(
      'after',
      `
Examples:
  millrace postgres
  MILLRACE_DATABASE_URL=postgres://… millrace postgres --memory 64GB --cores 16`,
    )
    .action(run);
};

async function run({ memory, cores, json }: Options): Promise<void> {
  const given = { memoryBytes: bytesOf(memory), cores: countOf(cores) };
  const { findEmbedded, fit, lookAtMachine, openDatabase, readConfig } = await import(
    '../../server/src/platform/index.ts'
  );
  const { databaseUrl, dataDir } = readConfig(process.env);
  const here = await lookAtMachine('.');
  const machine: Machine = {
    memoryBytes: given.memoryBytes ?? here.memoryBytes,
    cores: given.cores ?? here.cores,
    freeBytes: databaseUrl === undefined ? here.freeBytes : MUCH,
  };
  const address = databaseUrl === undefined ? (await findEmbedded(dataDir)).address : { url: databaseUrl };
  const wanted = fit(machine);
  const now = new Map<string, string>();
  if (address) {
    const sql = openDatabase(address, { connections: 1 });
    try {
      const names = wanted.map(({ name }) => name);
      const rows =
        await sql`select name, current_setting(name) as value from pg_settings where name = any(${names})`;
      for (const { name, value } of rows) now.set(name as string, value as string);
    } finally {
      await sql.end({ timeout: 2 });
    }
  }
  const told: Told[] = wanted.map((setting) => ({ ...setting, now: now.get(setting.name) ?? null }));
  new Output(json === true).result({ machine, settings: told }, () =>
    linesOf(machine, told, address !== undefined),
  );
}

function linesOf({ memoryBytes, cores }: Machine, told: readonly Told[], isRunning: boolean): string[] {
  const size = `${Math.round(memoryBytes / UNITS['GB']!)} GB of memory, ${cores === 1 ? 'one core' : `${cores} cores`}`;
  return [
    `For ${size}${isRunning ? '' : '; no database runs'}:`,
    ...table(
      ['setting', 'fits', ...(isRunning ? ['is'] : []), 'why'],
      told.map(({ name, value, now, why }) => [name, value, ...(isRunning ? [now ?? 'unknown'] : []), why]),
    ),
  ];
}

function bytesOf(memory: string | undefined): number | undefined {
  if (memory === undefined) return undefined;
  const [, number, unit] = /^(\d{1,6}) ?(MB|GB)$/i.exec(memory) ?? [];
  if (number === undefined || Number(number) === 0)
    throw new UsageError(`--memory: ${JSON.stringify(memory)} is no size, as 16GB or 512MB.`);
  return Number(number) * UNITS[unit!.toUpperCase()]!;
}

function countOf(cores: string | undefined): number | undefined {
  if (cores === undefined) return undefined;
  if (!/^[1-9]\d{0,3}$/.test(cores))
    throw new UsageError(`--cores: ${JSON.stringify(cores)} is no number of cores, as 8.`);
  return Number(cores);
}
