import { median } from '../../gauge/median.ts';
import type { EffectsPart, PartOptions } from '../part.ts';
import { type Run, runSide } from '../sides/run-side.ts';
import type { EngineOptions } from './messages.ts';
import { assertAnswered, CONNECTIONS, runOn, withReceiver } from './place.ts';
import { seedEngineBeside, seedWebhooks } from './seed.ts';

const ALONE = 'webhook_alone';
const BESIDE_SILENT = 'webhook_beside_silent';
const BESIDE_ENGINE = 'webhook_beside_engine';

/** Requests to the receiver that hangs: more than it has slots. */
const SILENT_COUNT = 200;

/** Webhooks beside a receiver that hangs, and the engine at another flow beside webhooks. */
export const webhookBeside: EffectsPart = {
  name: 'webhook-beside',
  run: (options) =>
    withReceiver(options, [ALONE, BESIDE_SILENT, BESIDE_ENGINE], async (receiver) => {
      const { server, report, count, runs } = options;
      const { url, silentUrl } = receiver;
      await seedWebhooks(await server.create(ALONE), { [url]: count });
      // The flow of both comes first here, too: a process knows the compiled flows of one database.
      await seedWebhooks(await server.create(BESIDE_SILENT), { [url]: count, [silentUrl]: SILENT_COUNT });
      const rates: number[] = [];
      for (let number = 1; number <= runs; number++) {
        const alone = await runOn(options, ALONE, { side: 'millrace', url });
        const beside = await runOn(options, BESIDE_SILENT, { side: 'millrace', url });
        rates.push(alone.seconds / beside.seconds);
      }
      await assertAnswered(receiver, 2 * runs * count);
      const others = median(rates);
      report.figure('webhook_rate_beside_silent', others, 'with / without a receiver that hangs', { count });
      report.say(
        `webhook: beside a receiver that hangs ${others.toFixed(2)} of the rate without it (aim: 0.95)`,
      );
      await engineBeside(options, url);
    }),
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
