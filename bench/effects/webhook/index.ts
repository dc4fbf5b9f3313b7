import { median } from '../../gauge/median.ts';
import { startChild } from '../../place/child.ts';
import type { EffectsPart, PartOptions } from '../part.ts';
import { databaseMs, type Run, runSide } from '../sides/run-side.ts';
import type { EngineOptions, Listening, WebhookOptions } from './messages.ts';
import { seedEngineBeside, seedWebhooks } from './seed.ts';

const SEEDED = 'webhook_seeded';
const BESIDE_SILENT = 'webhook_beside_silent';
const BESIDE_ENGINE = 'webhook_beside_engine';

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
      await engineBeside(options, url);
    } finally {
      await receiver.stop();
      await server.drop(SEEDED);
      await server.drop(BESIDE_SILENT);
      await server.drop(BESIDE_ENGINE);
    }
  },
};

/** The engine's work on another flow, as many passages as there are webhooks, beside these and alone. */
async function engineBeside(options: PartOptions, url: string): Promise<void> {
  const { server, report, count, runs } = options;
  const flowId = await seedEngineBeside(await server.create(BESIDE_ENGINE), url, count);
  const [beside, alone]: [Run[], Run[]] = [[], []];
  for (let number = 1; number <= runs; number++) {
    for (const [side, into] of [
      ['millrace', beside],
      ['bare', alone],
    ] as const) {
      const address = await server.create(`${BESIDE_ENGINE}_run`, BESIDE_ENGINE);
      const told: EngineOptions = { side, address, url, count, connections: CONNECTIONS, flowId };
      const name = side === 'millrace' ? 'engine beside webhooks' : 'engine alone';
      into.push(await runSide(options, new URL('engine-side.ts', import.meta.url), told, name));
      await server.drop(`${BESIDE_ENGINE}_run`);
    }
  }
  const rate = median(beside.map((run, index) => alone[index]!.seconds / run.seconds));
  report.figure('engine_rate_beside_webhooks', rate, 'beside / alone', { count });
  report.say(`webhook: the engine beside them has ${rate.toFixed(2)} of its rate (aim: 0.9)`);
}

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
