import { median } from '../../gauge/median.ts';
import { startChild } from '../../place/child.ts';
import type { EffectsPart, PartOptions } from '../part.ts';
import { databaseMs, type Run, runSide } from '../sides/run-side.ts';
import type { Listening, WebhookOptions } from './messages.ts';
import { seedWebhooks } from './seed.ts';

const SEEDED = 'webhook_seeded';
const BESIDE_SILENT = 'webhook_beside_silent';

/** Requests under way at once, on either side. */
const CONNECTIONS = 20;
/** Requests to the receiver that hangs: more than it has slots. */
const SILENT_COUNT = 200;

/** Webhooks of a flow to a local receiver that answers after 50 ms, beside a bare loop of requests, and beside a receiver that hangs. */
export const webhook: EffectsPart = {
  name: 'webhook',
  async run(options) {
    const { server, report, count, runs } = options;
    const receiver = startChild(new URL('receiver.ts', import.meta.url), 'receiver');
    try {
      const { url, silentUrl } = await receiver.ask<Listening>('listen');
      report.say(`webhook: ${count} requests, ${CONNECTIONS} at once, ${runs} runs of each side, by turns`);
      await seedWebhooks(await server.create(SEEDED), { [url]: count });
      // The flow of both comes first here, too: a process knows the compiled flows of one database.
      await seedWebhooks(await server.create(BESIDE_SILENT), { [url]: count, [silentUrl]: SILENT_COUNT });
      const [millrace, besideSilent, bare]: [Run[], Run[], Run[]] = [[], [], []];
      for (let number = 1; number <= runs; number++) {
        millrace.push(await runOn(options, SEEDED, { side: 'millrace', url }));
        besideSilent.push(await runOn(options, BESIDE_SILENT, { side: 'millrace', url }));
        bare.push(await runOn(options, SEEDED, { side: 'bare', url }));
      }
      const expected = 3 * runs * count;
      const answered = await receiver.ask<number>('answered');
      if (answered !== expected)
        throw new Error(`The receiver answered ${answered} requests instead of ${expected}.`);
      tell(options, millrace, besideSilent, bare);
    } finally {
      await receiver.stop();
      await server.drop(SEEDED);
      await server.drop(BESIDE_SILENT);
    }
  },
};

/** Runs one side on a copy of a seeded database. */
async function runOn(
  options: PartOptions,
  seeded: string,
  of: Pick<WebhookOptions, 'side' | 'url'>,
): Promise<Run> {
  const { server, count } = options;
  const name = `${seeded}_run`;
  const address = await server.create(name, seeded);
  try {
    const told: WebhookOptions = { ...of, address, count, connections: CONNECTIONS };
    return await runSide(options, new URL('side.ts', import.meta.url), told, `${of.side} (${seeded})`);
  } finally {
    await server.drop(name);
  }
}

function tell(
  { report, count }: PartOptions,
  millrace: readonly Run[],
  besideSilent: readonly Run[],
  bare: readonly Run[],
): void {
  const ratio = (runs: readonly Run[], to: readonly Run[]) =>
    median(runs.map((run, index) => to[index]!.seconds / run.seconds));
  const rate = ratio(millrace, bare);
  const others = ratio(besideSilent, millrace);
  const database = databaseMs(millrace, count);
  report.figure('webhook_rate_ratio', rate, 'millrace / bare', { count });
  report.figure('webhook_rate_beside_silent', others, 'with / without a receiver that hangs', { count });
  report.figure('webhook_database_cpu', database, 'ms a request', { count });
  report.say(
    `webhook: rate ${rate.toFixed(2)} of the bare loop (aim: 0.7); beside a receiver that hangs ${others.toFixed(2)} of the rate without it (aim: 0.95)`,
  );
}
