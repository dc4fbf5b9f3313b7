import { median } from '../gauge/median.ts';
import { type Report, rounded } from '../report.ts';
import { type Part, recordsOf } from './requests.ts';
import type { SideName, Window } from './window.ts';

export type Windows = Readonly<Record<SideName, readonly Window[]>>;

/** Tells the medians of the windows, of both sides and of one beside the other. */
export function tell(report: Report, windows: Windows, part: Part, connections: number): void {
  const about = { part, connections };
  for (const side of ['product', 'bare'] as const) {
    const members = { ...about, side };
    const middle = (figure: keyof Window) => median(windows[side].map((each) => each[figure]));
    const rates = windows[side].map((each) => each.requestsPerSecond);
    report.figure('requests', median(rates), '/s', { ...members, runs: rates.map(rounded) });
    if (recordsOf(part) > 1) report.figure('records', median(rates) * recordsOf(part), '/s', members);
    report.figure('p50', middle('p50Ms'), 'ms', members);
    report.figure('p99', middle('p99Ms'), 'ms', members);
    report.figure('node_cpu', middle('nodeCpuUs'), 'µs/request', members);
    report.figure('database_cpu', middle('databaseCpuUs'), 'µs/request', members);
    report.figure('wal', middle('walBytes'), 'bytes/request', members);
    report.figure('statements', middle('statements'), '/request', members);
    report.figure('round_trips', middle('trips'), '/request', members);
    report.say(
      `${part.padEnd(6)} ${side.padEnd(8)} ${middle('requestsPerSecond').toFixed(0)}/s, p50 ${middle('p50Ms').toFixed(1)} ms, ` +
        `p99 ${middle('p99Ms').toFixed(1)} ms, CPU ${middle('nodeCpuUs').toFixed(0)} µs of Node and ${middle('databaseCpuUs').toFixed(0)} of ` +
        `PostgreSQL, WAL ${middle('walBytes').toFixed(0)}, statements ${middle('statements').toFixed(2)} in ${middle('trips').toFixed(2)} trips`,
    );
  }
  // Windows beside each other have seen the same of whatever else ran on the machine: they are compared pair by pair.
  const compared = (figure: string, of: (window: Window) => number) => {
    const ratios = windows.product.map((each, index) => of(each) / of(windows.bare[index]!));
    report.figure(figure, median(ratios), 'product / bare', { ...about, runs: ratios.map(rounded) });
    return median(ratios).toFixed(2);
  };
  const rate = compared('ratio', (each) => each.requestsPerSecond);
  const node = compared('node_cpu_ratio', (each) => each.nodeCpuUs);
  const both = compared('cpu_ratio', (each) => each.nodeCpuUs + each.databaseCpuUs);
  const wal = compared('wal_ratio', (each) => each.walBytes);
  report.say(
    `${part.padEnd(6)} ${rate} of bare; ${node} of its CPU in Node, ${both} with PostgreSQL's; ${wal} of its WAL`,
  );
}
