import type { Bench } from '../bench.ts';
import { numberOptions } from '../options.ts';
import { chosenParts } from '../parts.ts';
import { type TemporaryServer, withTemporaryServer } from '../place/temporary-server.ts';
import { Report } from '../report.ts';
import { DAYS } from './flow.ts';
import { type Moved, moveNurtured } from './move.ts';

const PARTS = ['whole', 'beside'] as const;
const DEFAULTS = { contacts: 10_000, sample: 300 };

/** How long a moved clock takes for a nurture of ninety days, and beside that one that stops at every instant. */
export const clock: Bench = {
  name: 'clock',
  summary: `[${PARTS.join(' ')}] contacts that entered at as many instants go through ${DAYS} days (--contacts ${DEFAULTS.contacts}; --sample ${DEFAULTS.sample} of them step by step, too)`,
  run: (args) => {
    const { chosen, options } = chosenParts(args, PARTS);
    const { contacts, sample } = numberOptions(options, DEFAULTS);
    return withTemporaryServer(async (server) => {
      const report = new Report('clock');
      if (chosen.includes('whole')) await moveAll(server, report, contacts);
      if (chosen.includes('beside')) await moveBeside(server, report, Math.min(sample, contacts));
    });
  },
};

async function moveAll(server: TemporaryServer, report: Report, contacts: number): Promise<void> {
  const moved = await moveNurtured(server, contacts, 'as it goes');
  const { seconds, steps, stops, nodeCpuSeconds, databaseCpuSeconds } = moved;
  report.figure('seconds', seconds, 's', { contacts, days: DAYS, stops });
  report.figure('steps_per_second', steps / seconds, '1/s', { contacts });
  report.figure('node_cpu_per_step', (nodeCpuSeconds / steps) * 1e6, 'µs', { contacts });
  report.figure('database_cpu_per_step', (databaseCpuSeconds / steps) * 1e6, 'µs', { contacts });
  report.say(
    `${contacts} contacts, ${DAYS} days, ${stops} instants: ${seconds.toFixed(1)} s, ${Math.round(steps / seconds)} steps/s; ` +
      `CPU: ${nodeCpuSeconds.toFixed(1)} s Node, ${databaseCpuSeconds.toFixed(1)} s PostgreSQL`,
  );
}

async function moveBeside(server: TemporaryServer, report: Report, contacts: number): Promise<void> {
  const [fast, slow] = [
    await moveNurtured(server, contacts, 'as it goes'),
    await moveNurtured(server, contacts, 'step by step'),
  ];
  const [ratio, cpuRatio] = [slow.seconds / fast.seconds, cpuSeconds(slow) / cpuSeconds(fast)];
  report.figure('ratio_to_step_by_step', ratio, 'step by step / as it goes', { contacts });
  report.figure('cpu_ratio_to_step_by_step', cpuRatio, 'step by step / as it goes', { contacts });
  report.say(
    `${contacts} contacts: ${fast.seconds.toFixed(2)} s, step by step ${slow.seconds.toFixed(1)} s (${slow.stops} stops): ` +
      `${ratio.toFixed(1)} times as long, with ${cpuRatio.toFixed(1)} times the CPU time`,
  );
}

function cpuSeconds({ nodeCpuSeconds, databaseCpuSeconds }: Moved): number {
  return nodeCpuSeconds + databaseCpuSeconds;
}
