import { spawn } from 'node:child_process';
import { type CodeJob, Sandbox } from '../../../server/src/code/index.ts';
import { createLog, USUAL_CODE } from '../../../server/src/platform/index.ts';
import { median } from '../../gauge/median.ts';
import type { EffectsPart, PartOptions } from '../part.ts';

/** Of the effects of a run, this part is run cold: a process takes a hundred times as long as a run of a warm one. */
const COLD_SHARE = 1 / 50;

const SOURCE = 'exports.main = async ({ inputFields }) => ({ outputFields: { twice: 2 * inputFields.n } });';

/** Runs of custom code, cold and warm, beside bare processes of Node.js that do nothing. */
export const code: EffectsPart = {
  name: 'code',
  async run({ report, count, runs }: PartOptions) {
    const cold = Math.max(10, Math.round(count * COLD_SHARE));
    report.say(`code: ${cold} cold and ${count} warm runs, ${runs} runs of each side, by turns`);
    const rates: { readonly bare: number; readonly cold: number; readonly warm: number }[] = [];
    let memoryMb = 0;
    for (let number = 1; number <= runs; number++) {
      const sandbox = new Sandbox({ ...USUAL_CODE, log: createLog('error'), outgoing: { request: refuse } });
      try {
        // Finds out what the system offers.
        await runOnce(sandbox, {});
        const bare = await rateOf(cold, sandbox.atOnce, bareProcess);
        const coldRate = await rateOf(cold, sandbox.atOnce, () => runOnce(sandbox, {}));
        const warm = await rateOf(count, sandbox.atOnce, async (_, lane) => {
          memoryMb = Math.max(memoryMb, await runOnce(sandbox, { reuse: `action ${lane}` }));
        });
        rates.push({ bare, cold: coldRate, warm });
        const shown = [bare, coldRate, warm].map((rate) => rate.toFixed(0));
        report.say(`  bare processes: ${shown[0]} a second; cold: ${shown[1]}; warm: ${shown[2]}`);
      } finally {
        await sandbox.close();
      }
    }
    const ratio = (of: (each: (typeof rates)[number]) => number) => median(rates.map(of));
    report.figure(
      'code_cold_ratio',
      ratio(({ bare, cold }) => cold / bare),
      'cold run / bare process',
      { cold },
    );
    report.figure(
      'code_warm_ratio',
      ratio(({ cold, warm }) => warm / cold),
      'warm / cold',
      { count },
    );
    report.figure('code_memory_mb', memoryMb, 'MB of a warm process', {});
  },
};

async function runOnce(sandbox: Sandbox, more: Partial<CodeJob>): Promise<number> {
  const event = { inputFields: { n: 21 } };
  const result = await sandbox.run({ accountId: '1', runtime: 'NODE24X', source: SOURCE, event, ...more });
  if (result.kind !== 'returned') throw new Error(`${result.reason}: ${result.message}`);
  return result.memoryMb ?? 0;
}

function bareProcess(): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['-e', ''], { stdio: 'ignore' });
    child.on('error', reject);
    child.on('exit', () => resolve());
  });
}

/** Runs a second of so many lanes, each with one at a time. */
async function rateOf(
  count: number,
  lanes: number,
  run: (number: number, lane: number) => Promise<unknown>,
): Promise<number> {
  let next = 0;
  const begunAt = performance.now();
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      while (next < count) await run(next++, lane);
    }),
  );
  return (count * 1_000) / (performance.now() - begunAt);
}

function refuse(): Promise<never> {
  throw new Error('The code of the bench sends nothing.');
}
