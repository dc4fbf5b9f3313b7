import { olderPostgres } from '../../scripts/older-postgres.ts';
import { runFailovers } from '../../server/test/crash/failover.ts';
import type { Bench } from '../bench.ts';
import { median } from '../gauge/median.ts';
import { numberOptions } from '../options.ts';
import { chosenParts } from '../parts.ts';
import { Refused } from '../refused.ts';
import { Report } from '../report.ts';

const PARTS = ['embedded', 'debian'] as const;
type Part = (typeof PARTS)[number];

const DEFAULTS = { rounds: 10 };

const FIGURES = {
  untilWritten: 'promotion to the first write that is acknowledged',
  untilWorked: 'promotion to the first passage that ends',
  outage: 'death of the primary to the first write that is acknowledged',
  promotion: 'death of the primary to the end of the promotion',
} as const;

/** The primary of two clusters is lost, the standby takes over, again and again, under writers: how long nobody can write, and what is lost. */
export const failover: Bench = {
  name: 'failover',
  summary: `[${PARTS.join(' ')}] the primary is lost under writers, and a standby takes over (--rounds ${DEFAULTS.rounds})`,
  run: async (args) => {
    const { chosen, options } = chosenParts(args, PARTS);
    const { rounds } = numberOptions(options, DEFAULTS);
    const report = new Report('failover');
    const debian = olderPostgres();
    if (chosen.length === 1 && chosen[0] === 'debian' && !debian)
      throw new Refused('There is no PostgreSQL of Debian here: apt-get install postgresql.');
    for (const part of chosen)
      if (part === 'embedded' || debian)
        await runPart(report, part, { rounds, bin: part === 'debian' ? debian : undefined });
  },
};

async function runPart(
  report: Report,
  part: Part,
  { rounds, bin }: { readonly rounds: number; readonly bin: string | undefined },
): Promise<void> {
  report.say(part);
  const { failovers, ...found } = await runFailovers({ rounds, bin, say: (line) => report.say(`  ${line}`) });
  for (const [name, what] of Object.entries(FIGURES)) {
    const each = failovers.map((failover) => failover[name as keyof typeof FIGURES]);
    const [middle, worst] = [median(each), Math.max(...each)];
    report.figure(name, middle, 'ms', { part, rounds, worst: Math.round(worst) });
    report.say(`  ${what}: ${Math.round(middle)} ms, at worst ${Math.round(worst)} ms`);
  }
  const { acknowledged, lost, doubled, died } = found;
  report.figure('lost', lost.length, 'contacts', { part, acknowledged });
  report.figure('doubled', doubled.length, 'contacts', { part, acknowledged });
  report.say(
    `  ${acknowledged} contacts acknowledged, ${lost.length} lost, ${doubled.length} doubled, ${died.length} processes died`,
  );
  if (lost.length + doubled.length + died.length > 0)
    throw new Error('Something was lost, doubled, or died.');
}
