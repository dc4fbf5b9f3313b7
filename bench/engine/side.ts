/**
 * One side of the comparison in a process of its own, so that its memory and its CPU time are its own. Says `ready`,
 * waits for `go`, drains, says what it did, and leaves when told to.
 */
import { once } from 'node:events';
import { drainBare } from './drain-bare.ts';
import { drainEngine } from './drain-engine.ts';
import type { Drain, SideOptions, SideResult } from './sides.ts';

const options = JSON.parse(process.argv[2]!) as SideOptions;
let statements = 0;
const onStatement = () => {
  statements++;
};
const drain = await (options.side === 'engine' ? drainEngine : drainBare)(options, onStatement);
global.gc?.();
process.send!('ready');
await once(process, 'message');
process.send!(await measure(drain, options.lanes));
// The connections stay until the CPU time of their backends has been read.
await once(process, 'message');
await drain.close();
process.disconnect();

async function measure(drain: Drain, lanes: number): Promise<SideResult> {
  statements = 0;
  const cpu = process.cpuUsage();
  const began = performance.now();
  const report = { batches: 0, enrollments: 0 };
  await Promise.all(Array.from({ length: lanes }, () => drainLane(drain, report)));
  const seconds = (performance.now() - began) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  return { seconds, cpuSeconds: (user + system) / 1e6, statements, ...report };
}

async function drainLane(drain: Drain, report: { batches: number; enrollments: number }): Promise<void> {
  for (;;) {
    const taken = await drain.batch();
    if (taken === 0) return;
    report.batches++;
    report.enrollments += taken;
  }
}
