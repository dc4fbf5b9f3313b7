import { median } from '../../gauge/median.ts';
import type { EffectsPart, PartOptions } from '../part.ts';
import { databaseMs, type Run } from '../sides/run-side.ts';
import { assertAnswered, CONNECTIONS, runOn, withReceiver } from './place.ts';
import { seedWebhooks } from './seed.ts';

const SEEDED = 'webhook_seeded';

/** Webhooks of a flow to a local receiver that answers after 50 ms, beside a bare loop of requests. */
export const webhook: EffectsPart = {
  name: 'webhook',
  run: (options) =>
    withReceiver(options, [SEEDED], async (receiver) => {
      const { server, report, count, runs } = options;
      const { url } = receiver;
      report.say(`webhook: ${count} requests, ${CONNECTIONS} at once, ${runs} runs of each side, by turns`);
      await seedWebhooks(await server.create(SEEDED), { [url]: count });
      const [millrace, bare]: [Run[], Run[]] = [[], []];
      for (let number = 1; number <= runs; number++) {
        millrace.push(await runOn(options, SEEDED, { side: 'millrace', url }));
        bare.push(await runOn(options, SEEDED, { side: 'bare', url }));
      }
      await assertAnswered(receiver, 2 * runs * count);
      tell(options, millrace, bare);
    }),
};

function tell({ report, count }: PartOptions, millrace: readonly Run[], bare: readonly Run[]): void {
  const rate = median(millrace.map((run, index) => bare[index]!.seconds / run.seconds));
  const cpu = median(millrace.map((run, index) => cpuSeconds(run) / cpuSeconds(bare[index]!)));
  report.figure('webhook_rate_ratio', rate, 'millrace / bare', { count });
  report.figure('webhook_cpu_ratio', cpu, 'millrace / bare', { count });
  report.figure('webhook_database_cpu', databaseMs(millrace, count), 'ms a request', { count });
  report.say(
    `webhook: rate ${rate.toFixed(2)} of the bare loop (aim: 0.7), with ${cpu.toFixed(1)} times its CPU time, PostgreSQL's included`,
  );
}

function cpuSeconds({ cpuSeconds, databaseCpuSeconds }: Run): number {
  return cpuSeconds + databaseCpuSeconds;
}
