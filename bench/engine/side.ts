/** One side of the comparison in a process of its own, so that its memory and its CPU time are its own. */
import { answerParent } from '../place/child.ts';
import { drainBare } from './drain-bare.ts';
import { drainEngine } from './drain-engine.ts';
import type { Drain, SideOptions, SideQuestion, SideResult } from './sides.ts';

let statements = 0;
let prepared: { readonly drain: Drain; readonly lanes: number } | undefined;

answerParent<SideQuestion>(
  async (question) => {
    if (question !== 'drain') return prepare(question);
    if (!prepared) throw new Error('It must be prepared first.');
    return drainAll(prepared.drain, prepared.lanes);
  },
  async () => prepared?.drain.close(),
);

async function prepare(options: SideOptions): Promise<void> {
  const onStatement = () => {
    statements++;
  };
  const drain = await (options.side === 'engine' ? drainEngine : drainBare)(options, onStatement);
  prepared = { drain, lanes: options.lanes };
  global.gc?.();
}

async function drainAll(drain: Drain, lanes: number): Promise<SideResult> {
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
