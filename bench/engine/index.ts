import type { Bench } from '../bench.ts';
import { median } from '../gauge/median.ts';
import { numberOptions } from '../options.ts';
import { type TemporaryServer, withTemporaryServer } from '../place/temporary-server.ts';
import { Report } from '../report.ts';
import { assertSameContents, type Contents, readContents, rowsWritten } from './compare.ts';
import { STEPS_PER_ENROLLMENT } from './flow.ts';
import { reportSide } from './report-side.ts';
import { runSide, type SideRun } from './run-side.ts';
import { seed } from './seed.ts';
import type { Side } from './sides.ts';

const DEFAULTS = { enrollments: 100_000, batch: 1_000, lanes: 2, runs: 2 };
type Options = typeof DEFAULTS;

/** Steps a second of the engine, beside those of a bare loop that writes the very same rows. */
export const engine: Bench = {
  name: 'engine',
  summary: `a flow of five actions, beside a bare loop (--enrollments ${DEFAULTS.enrollments} --batch ${DEFAULTS.batch} --lanes ${DEFAULTS.lanes} --runs ${DEFAULTS.runs})`,
  run: (args) => {
    const options = numberOptions(args, DEFAULTS);
    return withTemporaryServer((server) => compareSides(server, options));
  },
};

async function compareSides(server: TemporaryServer, options: Options): Promise<void> {
  const report = new Report('engine');
  report.say(`${options.enrollments} enrollments, batches of ${options.batch}, ${options.lanes} lanes`);
  const seeded = await server.create('seeded');
  await seed(seeded, options.enrollments);
  const before = await readContents(seeded);
  const runs: Record<Side, SideRun[]> = { engine: [], bare: [] };
  let recorded: Contents | undefined;
  for (const side of orderOf(options.runs)) {
    const keep = recorded === undefined;
    const database = keep ? 'recorded' : 'run';
    const address = await server.create(database, 'seeded');
    const recording = keep ? null : { ...address, database: 'recorded' };
    const run = await runSide(
      { side, address, batch: options.batch, lanes: options.lanes, recording },
      server.pid,
    );
    const contents = await readContents(address);
    if (recorded) assertSameContents(recorded, contents);
    else recorded = contents;
    if (!keep) await server.drop(database);
    runs[side].push(run);
    report.say(`  ${side}: ${Math.round(stepsPerSecond(run))} steps/s`);
  }
  const rows = rowsWritten(before, recorded!);
  for (const side of ['engine', 'bare'] as const) reportSide(report, side, runs[side], rows);
  const medians = {
    engine: median(runs.engine.map(stepsPerSecond)),
    bare: median(runs.bare.map(stepsPerSecond)),
  };
  report.figure('ratio', medians.engine / medians.bare, 'engine / bare', options);
  const work = { engine: median(runs.engine.map(cpuPerStep)), bare: median(runs.bare.map(cpuPerStep)) };
  report.figure('cpu_ratio', work.bare / work.engine, 'bare / engine', options);
  report.say(
    `The engine does ${(medians.engine / medians.bare).toFixed(2)} of what the bare loop does, and a step costs it ${(work.engine / work.bare).toFixed(2)} times the CPU time.`,
  );
}

/** Engine and bare by turns, the order swapped each time; the engine begins, since the bare loop replays its rows. */
function orderOf(runs: number): Side[] {
  return Array.from({ length: runs }, (_, index): Side[] =>
    index % 2 === 0 ? ['engine', 'bare'] : ['bare', 'engine'],
  ).flat();
}

export function stepsPerSecond(run: SideRun): number {
  return (run.enrollments * STEPS_PER_ENROLLMENT) / run.seconds;
}

/** CPU seconds of Node and PostgreSQL together: unlike the rate, hardly moved by others on the machine. */
function cpuPerStep(run: SideRun): number {
  return (run.cpuSeconds + run.databaseCpuSeconds) / (run.enrollments * STEPS_PER_ENROLLMENT);
}
