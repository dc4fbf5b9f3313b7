import { type DatabaseAddress, openDatabase } from '../../../server/src/platform/index.ts';
import { median } from '../../gauge/median.ts';
import { cpuSecondsOfTree } from '../../gauge/processes.ts';
import { startChild } from '../../place/child.ts';
import { settleDatabase } from '../../place/settle-database.ts';
import type { PartOptions } from '../part.ts';
import type { SideOptions, SideResult } from './messages.ts';

/** A run, with what it took of the machine. */
export interface Run extends SideResult {
  readonly databaseCpuSeconds: number;
}

/** Runs one side in a process of its own, which is the file `sides`, and says under `name` what it took. */
export async function runSide<Options extends SideOptions>(
  { server, report, count }: PartOptions,
  sides: URL,
  options: Options,
  name: string,
): Promise<Run> {
  const child = startChild(sides, options.side);
  try {
    await child.ask(options);
    await settle(options.address);
    const cpu = await cpuSecondsOfTree(server.pid);
    const result = await child.ask<SideResult>('send');
    const databaseCpuSeconds = (await cpuSecondsOfTree(server.pid)) - cpu;
    if (result.sent !== count) throw new Error(`${name} sent ${result.sent} instead of ${count}.`);
    const each = (seconds: number) => ((seconds / count) * 1_000).toFixed(2);
    report.say(
      `  ${name}: ${(count / result.seconds).toFixed(0)} a second; CPU of each: ` +
        `${each(result.cpuSeconds)} ms Node, ${each(databaseCpuSeconds)} ms PostgreSQL`,
    );
    return { ...result, databaseCpuSeconds };
  } finally {
    await child.stop();
  }
}

/** CPU time of PostgreSQL for one effect, in milliseconds. */
export function databaseMs(runs: readonly Run[], count: number): number {
  return median(runs.map(({ databaseCpuSeconds }) => databaseCpuSeconds / count)) * 1_000;
}

async function settle(address: DatabaseAddress): Promise<void> {
  const sql = openDatabase(address, { connections: 1 });
  await settleDatabase(sql);
  await sql.end();
}
