import { existsSync } from 'node:fs';
import type { Bench } from '../bench.ts';
import { median } from '../gauge/median.ts';
import { numberOptions } from '../options.ts';
import { startChild } from '../place/child.ts';
import { type TemporaryServer, withTemporaryServer } from '../place/temporary-server.ts';
import { Report, rounded } from '../report.ts';
import { type PeerResult, STEPS } from './peer.ts';

/** Who takes part, and with how many items: as many as take a few seconds. */
const PEERS = { millrace: 20_000, 'graphile-worker': 4_000, 'pg-boss': 10_000, dbos: 1_000 } as const;
type PeerName = keyof typeof PEERS;

/** Beyond this a run is given up. */
const RUN_SECONDS_MAX = 60;

const DEFAULTS = { runs: 3, percent: 100 };

/** The same durable work of four steps, done by others on the same PostgreSQL. */
export const peers: Bench = {
  name: 'peers',
  summary: `four durable steps by graphile-worker, pg-boss, DBOS and Millrace (--runs ${DEFAULTS.runs} --percent ${DEFAULTS.percent}, of the items)`,
  run: async (args) => {
    const options = numberOptions(args, DEFAULTS);
    if (!existsSync(new URL('node_modules', import.meta.url)))
      throw new Error('The others are not installed; run: npm ci --prefix bench/peers --ignore-scripts');
    await withTemporaryServer((server) => comparePeers(server, options));
  },
};

async function comparePeers(server: TemporaryServer, { runs, percent }: typeof DEFAULTS): Promise<void> {
  const report = new Report('peers');
  const rates = new Map<PeerName, number[]>();
  for (let run = 0; run < runs; run++) {
    const names = Object.keys(PEERS) as PeerName[];
    // The order is turned with every run, so that nobody is always first.
    for (const name of [...names.slice(run % names.length), ...names.slice(0, run % names.length)]) {
      const items = Math.ceil((PEERS[name] * percent) / 100);
      const rate = (items * STEPS) / (await runPeer(server, name, items));
      rates.set(name, [...(rates.get(name) ?? []), rate]);
      report.say(`  ${name}: ${Math.round(rate)} steps/s`);
    }
  }
  const own = median(rates.get('millrace')!);
  for (const [name, all] of rates)
    report.figure('steps_per_second', median(all), 'steps/s', { peer: name, runs: all.map(rounded) });
  for (const [name, all] of rates) {
    if (name === 'millrace') continue;
    report.figure('ratio', own / median(all), `millrace / ${name}`);
    report.say(`Millrace does ${(own / median(all)).toFixed(1)} times the steps of ${name}.`);
  }
}

async function runPeer(server: TemporaryServer, name: PeerName, items: number): Promise<number> {
  const address = await server.create('peer');
  const child = startChild(new URL(`${name}.ts`, import.meta.url), name);
  try {
    await child.ask({ address, items });
    const tooLong = new Promise<never>((_, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`${name} was not done after ${RUN_SECONDS_MAX} s.`)),
        RUN_SECONDS_MAX * 1_000,
      );
      timer.unref();
    });
    return (await Promise.race([child.ask<PeerResult>('run'), tooLong])).seconds;
  } finally {
    await child.stop();
    await server.drop('peer');
  }
}
