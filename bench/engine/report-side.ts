import { median, quantile } from '../gauge/median.ts';
import type { Report } from '../report.ts';
import { STEPS_PER_ENROLLMENT } from './flow.ts';
import type { SideRun } from './run-side.ts';
import type { Side } from './sides.ts';

const MEGABYTE = 1_048_576;

/** The share of a run after which its memory counts as warm. */
const WARM_AFTER = 0.25;

/** Tells the figures of one side: the median of its runs, and every run beside it. */
export function reportSide(report: Report, side: Side, runs: readonly SideRun[], rows: number): void {
  const tell = (name: string, unit: string, of: (run: SideRun) => number) => {
    const values = runs.map(of);
    report.figure(name, median(values), unit, {
      side,
      runs: values.map((value) => Number(value.toPrecision(4))),
    });
    return median(values);
  };
  const steps = (run: SideRun) => run.enrollments * STEPS_PER_ENROLLMENT;
  const rate = tell('steps_per_second', 'steps/s', (run) => steps(run) / run.seconds);
  const statements = tell('statements_per_batch', 'statements', (run) => run.statements / run.batches);
  const perBatch = tell('rows_per_batch', 'rows', (run) => rows / run.batches);
  const node = tell('node_cpu', 's', (run) => run.cpuSeconds);
  const database = tell('database_cpu', 's', (run) => run.databaseCpuSeconds);
  const wal = tell('wal_per_step', 'bytes', (run) => run.walBytes / steps(run));
  const start = tell('memory_start', 'MB', (run) => run.memory[0]! / MEGABYTE);
  tell('memory_median', 'MB', (run) => quantile(run.memory, 0.5) / MEGABYTE);
  const peak = tell('memory_peak', 'MB', (run) => Math.max(...run.memory) / MEGABYTE);
  tell('memory_growth_when_warm', 'MB', (run) => growthWhenWarm(run.memory) / MEGABYTE);
  report.say(
    `${side}: ${Math.round(rate)} steps/s, ${statements.toFixed(1)} statements and ${Math.round(perBatch)} rows a batch, ` +
      `CPU ${node.toFixed(1)} s Node + ${database.toFixed(1)} s PostgreSQL, ${Math.round(wal)} bytes of WAL a step, ` +
      `memory ${Math.round(start)} MB at the start, ${Math.round(peak)} MB at the peak`,
  );
}

/** From the highest of the second quarter of the run to the highest of its last: none when memory is flat. */
function growthWhenWarm(memory: readonly number[]): number {
  const quarter = Math.ceil(memory.length * WARM_AFTER);
  const early = Math.max(...memory.slice(quarter, 2 * quarter));
  return Math.max(...memory.slice(-quarter)) - early;
}
