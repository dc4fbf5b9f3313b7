import { openDatabase } from '../../server/src/platform/index.ts';
import { runSide } from '../engine/run-side.ts';
import { seed } from '../engine/seed.ts';
import { median } from '../gauge/median.ts';
import type { TemporaryServer } from '../place/temporary-server.ts';
import type { Report } from '../report.ts';

/** Runs each way, by turns. */
const RUNS = 3;
const BATCH = 1_000;
const LANES = 2;

/**
 * The engine with a reader beside it that holds one snapshot all the while, and without. Rows that die meanwhile cannot be
 * cleared away, so that a claim which looks through them again and again would slow down and down.
 */
export async function comparePinned(
  server: TemporaryServer,
  report: Report,
  enrollments: number,
): Promise<void> {
  await seed(await server.create('seeded'), enrollments);
  const rates: Record<'free' | 'pinned', number[]> = { free: [], pinned: [] };
  for (let run = 0; run < RUNS; run++) {
    for (const way of run % 2 === 0 ? (['free', 'pinned'] as const) : (['pinned', 'free'] as const)) {
      const rate = await runWith(server, way === 'pinned');
      rates[way].push(rate);
      report.say(`  ${way}: ${Math.round(rate)} enrollments/s`);
    }
  }
  const ratio = median(rates.pinned) / median(rates.free);
  for (const way of ['free', 'pinned'] as const)
    report.figure('enrollments_per_second', median(rates[way]), 'enrollments/s', {
      snapshot: way,
      runs: rates[way],
    });
  report.figure('pinned_ratio', ratio, 'pinned / free', { enrollments });
  report.say(
    `With a snapshot held for the whole run the engine does ${ratio.toFixed(2)} of what it does without.`,
  );
}

async function runWith(server: TemporaryServer, isPinned: boolean): Promise<number> {
  const address = await server.create('pinned', 'seeded');
  const reader = openDatabase(address, { connections: 1 });
  try {
    const side = { side: 'engine', address, batch: BATCH, lanes: LANES, recording: null } as const;
    const run = isPinned
      ? await reader.begin(async (tx) => {
          await tx`set transaction isolation level repeatable read`;
          await tx`select count(*) from due_enrollments`;
          return runSide(side, server.pid);
        })
      : await runSide(side, server.pid);
    return run.enrollments / run.seconds;
  } finally {
    await reader.end();
    await server.drop('pinned');
  }
}
