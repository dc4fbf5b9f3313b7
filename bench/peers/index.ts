import { existsSync } from 'node:fs';
import type { Bench } from '../bench.ts';
import { numberOptions } from '../options.ts';
import { besideNeighbour } from '../place/neighbour.ts';
import { type TemporaryServer, withTemporaryServer } from '../place/temporary-server.ts';
import { Report } from '../report.ts';
import { PEERS, type PeerName, type PeerRun, runPeer } from './run-peer.ts';
import { tellPeers } from './tell.ts';

const DEFAULTS = { runs: 3, percent: 100 };
type Options = typeof DEFAULTS;

/** The same durable work of four steps, done by others on the same PostgreSQL: alone, and with one core taken by a neighbour. */
export const peers: Bench = {
  name: 'peers',
  summary: `four durable steps by graphile-worker, pg-boss, DBOS and Millrace (--runs ${DEFAULTS.runs} --percent ${DEFAULTS.percent}, of the items)`,
  run: async (args) => {
    const options = numberOptions(args, DEFAULTS);
    if (!existsSync(new URL('node_modules', import.meta.url)))
      throw new Error('The others are not installed; run: npm ci --prefix bench/peers --ignore-scripts');
    await withTemporaryServer(async (server) => {
      const report = new Report('peers');
      report.say('alone');
      tellPeers(report, 'alone', await comparePeers(server, report, options));
      report.say('with one core taken by a neighbour');
      const crowded = await besideNeighbour(
        (text) => report.say(text),
        () => comparePeers(server, report, options),
      );
      tellPeers(report, 'beside a neighbour', crowded);
    });
  },
};

/** Runs of everyone, by turns; the order is turned with every run, so that nobody is always first. */
async function comparePeers(
  server: TemporaryServer,
  report: Report,
  { runs, percent }: Options,
): Promise<ReadonlyMap<PeerName, readonly PeerRun[]>> {
  const all = new Map<PeerName, readonly PeerRun[]>();
  const names = Object.keys(PEERS) as PeerName[];
  for (let run = 0; run < runs; run++) {
    for (const name of [...names.slice(run % names.length), ...names.slice(0, run % names.length)]) {
      const taken = await runPeer(server, name, Math.ceil((PEERS[name] * percent) / 100));
      all.set(name, [...(all.get(name) ?? []), taken]);
      report.say(
        `  ${name}: ${Math.round(taken.stepsPerSecond)} steps/s, ` +
          `CPU of a step ${Math.round(taken.nodeCpuUs)} µs Node + ${Math.round(taken.databaseCpuUs)} µs PostgreSQL`,
      );
    }
  }
  return all;
}
