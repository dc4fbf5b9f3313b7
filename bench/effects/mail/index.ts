import type { DatabaseAddress } from '../../../server/src/platform/index.ts';
import { openDatabase } from '../../../server/src/platform/index.ts';
import { median } from '../../gauge/median.ts';
import { cpuSecondsOfTree } from '../../gauge/processes.ts';
import { startChild } from '../../place/child.ts';
import { settleDatabase } from '../../place/settle-database.ts';
import type { EffectsPart, PartOptions } from '../part.ts';
import type { SideOptions, SideResult } from './messages.ts';
import { seedMails } from './seed.ts';

const SEEDED = 'mail_seeded';

/** A run, with what it took of the machine. */
interface Run extends SideResult {
  readonly databaseCpuSeconds: number;
}

/** Mails of a flow to a local mail server, beside a bare pool that sends the same mails from memory. */
export const mail: EffectsPart = {
  name: 'mail',
  async run(options) {
    const { server, report, count, runs } = options;
    const sink = startChild(new URL('sink.ts', import.meta.url), 'sink');
    try {
      const smtpUrl = await sink.ask<string>('listen');
      report.say(`mail: ${count} mails, ${runs} runs of each side, by turns`);
      await seedMails(await server.create(SEEDED), count);
      const millrace: Run[] = [];
      const bare: Run[] = [];
      for (let number = 1; number <= runs; number++) {
        const address = await server.create(`mail_run_${number}`, SEEDED);
        millrace.push(await runSide(options, { side: 'millrace', address, smtpUrl, mails: null }));
        bare.push(await runSide(options, { side: 'bare', address, smtpUrl, mails: address }));
        await server.drop(`mail_run_${number}`);
      }
      const expected = 2 * runs * count;
      const taken = await sink.ask<number>('taken');
      if (taken !== expected) throw new Error(`The mail server took ${taken} mails instead of ${expected}.`);
      tell(options, millrace, bare);
    } finally {
      await sink.stop();
      await server.drop(SEEDED);
    }
  },
};

async function runSide({ server, report, count }: PartOptions, side: SideOptions): Promise<Run> {
  const child = startChild(new URL('side.ts', import.meta.url), side.side);
  try {
    await child.ask(side);
    await settle(side.address);
    const cpu = await cpuSecondsOfTree(server.pid);
    const result = await child.ask<SideResult>('send');
    const databaseCpuSeconds = (await cpuSecondsOfTree(server.pid)) - cpu;
    if (result.mails !== count)
      throw new Error(`${side.side} sent ${result.mails} mails instead of ${count}.`);
    const perMail = (seconds: number) => ((seconds / count) * 1_000).toFixed(2);
    report.say(
      `  ${side.side}: ${(count / result.seconds).toFixed(0)} mails a second; CPU a mail: ` +
        `${perMail(result.cpuSeconds)} ms Node, ${perMail(databaseCpuSeconds)} ms PostgreSQL`,
    );
    return { ...result, databaseCpuSeconds };
  } finally {
    await child.stop();
  }
}

async function settle(address: DatabaseAddress): Promise<void> {
  const sql = openDatabase(address, { connections: 1 });
  await settleDatabase(sql);
  await sql.end();
}

function tell({ report, count }: PartOptions, millrace: readonly Run[], bare: readonly Run[]): void {
  const ratio = (of: (run: Run) => number) =>
    median(millrace.map((run, index) => of(run) / of(bare[index]!)));
  const rate = ratio(({ seconds }) => count / seconds);
  const cpu = ratio(({ cpuSeconds }) => cpuSeconds);
  const database = median(millrace.map(({ databaseCpuSeconds }) => databaseCpuSeconds / count)) * 1_000;
  report.figure('mail_rate_ratio', rate, 'millrace / bare', { count });
  report.figure('mail_cpu_ratio', cpu, 'millrace / bare, Node', { count });
  report.figure('mail_database_cpu', database, 'ms a mail', { count });
  report.say(
    `mail: rate ${rate.toFixed(2)} of the bare pool (aim: 0.7), CPU time of Node ${cpu.toFixed(2)}, of PostgreSQL ${database.toFixed(2)} ms a mail`,
  );
}
