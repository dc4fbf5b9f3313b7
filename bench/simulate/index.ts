import type { Bench } from '../bench.ts';
import { median, quantile } from '../gauge/median.ts';
import { numberOptions } from '../options.ts';
import { openMillrace } from '../place/millrace.ts';
import { withTemporaryServer } from '../place/temporary-server.ts';
import { Report } from '../report.ts';
import { longFlow } from './flow.ts';

const DEFAULTS = { actions: 200, runs: 50 };

/** Simulations before the first that counts. */
const WARM_UP = 10;

/** How long a simulation of a long flow takes, request and answer included. */
export const simulate: Bench = {
  name: 'simulate',
  summary: `a record through a long flow, without doing anything (--actions ${DEFAULTS.actions} --runs ${DEFAULTS.runs})`,
  run: (args) => {
    const { actions, runs } = numberOptions(args, DEFAULTS);
    return withTemporaryServer(async (server) => {
      const report = new Report('simulate');
      const millrace = await openMillrace(await server.create('simulate'));
      try {
        const path = `/millrace/v1/flows/${await prepare(millrace, actions)}/simulate`;
        const record = { properties: { email: 'ada@example.test', firstname: 'Ada' } };
        const took: number[] = [];
        for (let run = -WARM_UP; run < runs; run++) {
          const begun = performance.now();
          const { steps } = await millrace.call('POST', path, { record, entry: 'MANUAL' });
          if (run >= 0) took.push(performance.now() - begun);
          if (steps.length !== actions) throw new Error(`There were ${steps.length} steps, not ${actions}.`);
        }
        report.figure('simulation_p50', median(took), 'ms', { actions });
        report.figure('simulation_p99', quantile(took, 0.99), 'ms', { actions });
        report.say(
          `${actions} actions: p50 ${median(took).toFixed(1)} ms, p99 ${quantile(took, 0.99).toFixed(1)} ms`,
        );
      } finally {
        await millrace.close();
      }
    });
  },
};

async function prepare(millrace: Awaited<ReturnType<typeof openMillrace>>, actions: number): Promise<string> {
  const email = await millrace.call('POST', '/marketing/v3/emails', {
    name: 'Hello',
    subject: 'Hello {{ contact.firstname }}',
    content: { plainTextVersion: 'You live in {{ contact.city }}.' },
  });
  await millrace.publish(email.id);
  return (await millrace.call('POST', '/automation/v4/flows', longFlow(actions, email.id))).id;
}
