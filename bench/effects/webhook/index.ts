import { openDatabase } from '../../../server/src/platform/index.ts';
import { median } from '../../gauge/median.ts';
import { cpuSecondsOfTree } from '../../gauge/processes.ts';
import { startChild } from '../../place/child.ts';
import { settleDatabase } from '../../place/settle-database.ts';
import type { EffectsPart, PartOptions } from '../part.ts';
import type { Listening, SideOptions, SideResult } from './messages.ts';
import { seedWebhooks } from './seed.ts';

const SEEDED = 'webhook_seeded';
const BESIDE_SILENT = 'webhook_beside_silent';

/** Requests under way at once, on either side. */
const CONNECTIONS = 20;
/** Requests to the receiver that hangs: more than it has slots. */
const SILENT_COUNT = 200;

/** A run, with what it took of the machine. */
interface Run extends SideResult {
  readonly databaseCpuSeconds: number;
}

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
  { server, report, count }: PartOptions,
  seeded: string,
  of: Pick<SideOptions, 'side' | 'url'>,
): Promise<Run> {
  const name = `${seeded}_run`;
  const address = await server.create(name, seeded);
  const child = startChild(new URL('side.ts', import.meta.url), of.side);
  try {
    await child.ask({ ...of, address, count, connections: CONNECTIONS } satisfies SideOptions);
    const sql = openDatabase(address, { connections: 1 });
    await settleDatabase(sql);
    await sql.end();
    const cpu = await cpuSecondsOfTree(server.pid);
    const result = await child.ask<SideResult>('send');
    const databaseCpuSeconds = (await cpuSecondsOfTree(server.pid)) - cpu;
    const each = (seconds: number) => ((seconds / count) * 1_000).toFixed(2);
    report.say(
      `  ${of.side} (${seeded}): ${(count / result.seconds).toFixed(0)} a second; CPU of each: ` +
        `${each(result.cpuSeconds)} ms Node, ${each(databaseCpuSeconds)} ms PostgreSQL`,
    );
    return { ...result, databaseCpuSeconds };
  } finally {
    await child.stop();
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
  const database = median(millrace.map(({ databaseCpuSeconds }) => databaseCpuSeconds / count)) * 1_000;
  report.figure('webhook_rate_ratio', rate, 'millrace / bare', { count });
  report.figure('webhook_rate_beside_silent', others, 'with / without a receiver that hangs', { count });
  report.figure('webhook_database_cpu', database, 'ms a request', { count });
  report.say(
    `webhook: rate ${rate.toFixed(2)} of the bare loop (aim: 0.7); beside a receiver that hangs ${others.toFixed(2)} of the rate without it (aim: 0.95)`,
  );
}
