import { median } from '../gauge/median.ts';
import { type Report, rounded } from '../report.ts';
import type { SideName, Window } from './window.ts';

export type Windows = Readonly<Record<SideName, readonly Window[]>>;

/** Tells the medians of the windows, of both sides and of one beside the other. */
export function tell(report: Report, windows: Windows, about: Readonly<Record<string, unknown>>): void {
  for (const side of ['product', 'bare'] as const) {
    const members = { ...about, side };
    const rates = windows[side].map((each) => each.requestsPerSecond);
    report.figure('requests', median(rates), '/s', { ...members, runs: rates.map(rounded) });
    report.figure('p50', middle(windows[side], 'p50Ms'), 'ms', members);
    report.figure('p99', middle(windows[side], 'p99Ms'), 'ms', members);
    report.figure('node_cpu', middle(windows[side], 'nodeCpuUs'), 'µs/request', members);
  }
  const database = middle(windows.product, 'databaseCpuUs');
  report.figure('database_cpu', database, 'µs/request', { ...about, side: 'product' });
  const ratio = told(
    report,
    'ratio',
    windows,
    about,
    (product, bare) => product.requestsPerSecond / bare.requestsPerSecond,
  );
  const cpu = told(
    report,
    'cpu_ratio',
    windows,
    about,
    (product, bare) => bare.nodeCpuUs / product.nodeCpuUs,
  );
  const text = (side: SideName) =>
    `${middle(windows[side], 'requestsPerSecond').toFixed(0)}/s, p50 ${middle(windows[side], 'p50Ms').toFixed(1)} ms, ` +
    `p99 ${middle(windows[side], 'p99Ms').toFixed(1)} ms, ${middle(windows[side], 'nodeCpuUs').toFixed(0)} µs of CPU`;
  report.say(
    `${String(about['request']).padEnd(8)} ${ratio.toFixed(2)} of bare, by CPU ${cpu.toFixed(2)}: ` +
      `${text('product')} and ${database.toFixed(0)} µs of PostgreSQL's; bare ${text('bare')}`,
  );
}

/** Windows beside each other have seen the same of whatever else ran on the machine: they are compared pair by pair. */
function told(
  report: Report,
  figure: string,
  windows: Windows,
  about: Readonly<Record<string, unknown>>,
  compare: (product: Window, bare: Window) => number,
): number {
  const ratios = windows.product.map((each, index) => compare(each, windows.bare[index]!));
  report.figure(figure, median(ratios), 'product / bare', { ...about, runs: ratios.map(rounded) });
  return median(ratios);
}

function middle(windows: readonly Window[], figure: keyof Window): number {
  return median(windows.map((each) => each[figure]));
}
