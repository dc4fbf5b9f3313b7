import { median } from '../../gauge/median.ts';
import { startChild } from '../../place/child.ts';
import type { EffectsPart, PartOptions } from '../part.ts';
import { databaseMs, type Run, runSide } from '../sides/run-side.ts';
import type { MailOptions } from './messages.ts';
import { seedMails } from './seed.ts';

const SEEDED = 'mail_seeded';
const SIDES = new URL('side.ts', import.meta.url);

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
        const run = (of: Pick<MailOptions, 'side' | 'mails'>) =>
          runSide<MailOptions>(options, SIDES, { ...of, address, smtpUrl }, of.side);
        millrace.push(await run({ side: 'millrace', mails: null }));
        bare.push(await run({ side: 'bare', mails: address }));
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

function tell({ report, count }: PartOptions, millrace: readonly Run[], bare: readonly Run[]): void {
  const ratio = (of: (run: Run) => number) =>
    median(millrace.map((run, index) => of(run) / of(bare[index]!)));
  const rate = ratio(({ seconds }) => count / seconds);
  const cpu = ratio(({ cpuSeconds }) => cpuSeconds);
  const database = databaseMs(millrace, count);
  report.figure('mail_rate_ratio', rate, 'millrace / bare', { count });
  report.figure('mail_cpu_ratio', cpu, 'millrace / bare, Node', { count });
  report.figure('mail_database_cpu', database, 'ms a mail', { count });
  report.say(
    `mail: rate ${rate.toFixed(2)} of the bare pool (aim: 0.7), CPU time of Node ${cpu.toFixed(2)}, of PostgreSQL ${database.toFixed(2)} ms a mail`,
  );
}
