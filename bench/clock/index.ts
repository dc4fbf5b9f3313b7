import type { Bench } from '../bench.ts';
import { numberOptions } from '../options.ts';
import { withTemporaryServer } from '../place/temporary-server.ts';
import { Report } from '../report.ts';
import { DAYS } from './flow.ts';
import { moveNurtured } from './move.ts';

const DEFAULTS = { contacts: 10_000, sample: 300 };

/** How long a moved clock takes for a nurture of ninety days, and beside that one that stops at every instant. */
export const clock: Bench = {
  name: 'clock',
  summary: `contacts that entered at as many instants go through ${DAYS} days (--contacts ${DEFAULTS.contacts}; --sample ${DEFAULTS.sample} of them step by step, too)`,
  run: (args) => {
    const { contacts, sample } = numberOptions(args, DEFAULTS);
    return withTemporaryServer(async (server) => {
      const report = new Report('clock');
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
      const few = Math.min(sample, contacts);
      const [fast, slow] = [
        await moveNurtured(server, few, 'as it goes'),
        await moveNurtured(server, few, 'step by step'),
      ];
      report.figure('ratio_to_step_by_step', slow.seconds / fast.seconds, '', { contacts: few });
      report.say(
        `${few} contacts: ${fast.seconds.toFixed(2)} s, step by step ${slow.seconds.toFixed(1)} s (${slow.stops} stops): ${(slow.seconds / fast.seconds).toFixed(1)} times as long`,
      );
    });
  },
};
