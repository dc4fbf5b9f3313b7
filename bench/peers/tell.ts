import { median } from '../gauge/median.ts';
import { type Report, rounded } from '../report.ts';
import type { PeerName, PeerRun } from './run-peer.ts';

/** Tells the medians of everyone's runs, and Millrace's beside those of each of the others. */
export function tellPeers(
  report: Report,
  place: 'alone' | 'beside a neighbour',
  all: ReadonlyMap<PeerName, readonly PeerRun[]>,
): void {
  const middle = (peer: PeerName, of: (run: PeerRun) => number) => median(all.get(peer)!.map(of));
  for (const [peer, runs] of all) {
    const tell = (figure: string, unit: string, of: (run: PeerRun) => number) =>
      report.figure(figure, middle(peer, of), unit, { peer, place, runs: runs.map(of).map(rounded) });
    tell('steps_per_second', 'steps/s', rate);
    tell('node_cpu', 'µs/step', node);
    tell('database_cpu', 'µs/step', database);
  }
  for (const peer of all.keys()) {
    if (peer === 'millrace') continue;
    const over = (figure: string, of: (run: PeerRun) => number) => {
      const ratio = middle('millrace', of) / middle(peer, of);
      report.figure(figure, ratio, `millrace / ${peer}`, { peer, place });
      return ratio;
    };
    const steps = over('ratio', rate).toFixed(1);
    const [ofNode, ofDatabase] = [over('node_cpu_ratio', node), over('database_cpu_ratio', database)];
    const cpu = over('cpu_ratio', both);
    report.say(
      `${place}: Millrace does ${steps} times the steps of ${peer}, each with ${cpu.toPrecision(2)} of its CPU time ` +
        `(Node ${ofNode.toPrecision(2)}, PostgreSQL ${ofDatabase.toPrecision(2)})`,
    );
  }
}

const rate = (run: PeerRun) => run.stepsPerSecond;
const node = (run: PeerRun) => run.nodeCpuUs;
const database = (run: PeerRun) => run.databaseCpuUs;
const both = (run: PeerRun) => run.nodeCpuUs + run.databaseCpuUs;
