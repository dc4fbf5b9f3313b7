import type { Bench } from '../bench.ts';
import { makeContacts } from '../criteria/contacts.ts';
import { median } from '../gauge/median.ts';
import { numberOptions } from '../options.ts';
import { type Millrace, openMillrace } from '../place/millrace.ts';
import { withTemporaryServer } from '../place/temporary-server.ts';
import { Report } from '../report.ts';
import { FILTERS, SHAPES } from './shapes.ts';

const DEFAULTS = { records: 1_000_000, runs: 40 };

/** Searches without their index, of which one takes seconds. */
const RUNS_WITHOUT = 3;
/** Batches of updates, and records in one. */
const WRITES = { batches: 20, records: 100 };

const INDEXED: readonly { readonly property: string; readonly kind: 'VALUES' | 'WORDS' }[] = [
  ...['city', 'company', 'lifecyclestage', 'num_associated_deals', 'lastname'].map((property) => ({
    property,
    kind: 'VALUES' as const,
  })),
  ...['firstname', 'lastname', 'email', 'phone', 'company'].map((property) => ({
    property,
    kind: 'WORDS' as const,
  })),
];

/** Searches, and counts of filters, over HTTP without indexes and with them, and what the indexes cost: to build, and with each write. */
export const search: Bench = {
  name: 'search',
  summary: `searches among many records, without indexes and with them, and what these cost (--records ${DEFAULTS.records} --runs ${DEFAULTS.runs})`,
  run: (args) => {
    const { records, runs } = numberOptions(args, DEFAULTS);
    return withTemporaryServer(async (server) => {
      const millrace = await openMillrace(await server.create('search'));
      const report = new Report('search');
      try {
        await makeContacts(millrace, records);
        await millrace.services.sql.unsafe('vacuum analyze');
        const without = new Map<string, readonly number[]>();
        for (const [name, ask] of Object.entries(ASKED))
          without.set(name, await timesOf(millrace, ask, RUNS_WITHOUT));
        const writing = await timeOfWrites(millrace);
        const building = await build(millrace);
        report.say(
          `${INDEXED.length} indexes of ${records} records: built in ${(building / 1_000).toFixed(0)} s`,
        );
        for (const [name, ask] of Object.entries(ASKED)) {
          const times = (await timesOf(millrace, ask, runs)).toSorted((a, b) => a - b);
          const p95 = times[Math.floor(0.95 * (times.length - 1))]!;
          const ratio = median(without.get(name)!) / median(times);
          report.figure(name, ratio, 'time without / with indexes', { records, runs, p95Ms: p95 });
          report.say(
            `${name}: ${ratio.toFixed(1)} times as long without; with, p50 ${median(times).toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`,
          );
        }
        const cost = (await timeOfWrites(millrace)) / writing;
        report.figure('writes', cost, 'time with / without indexes on what is written', { ...WRITES });
        report.say(`batches of updates of two indexed properties: ${cost.toFixed(2)} times the time`);
      } finally {
        await millrace.close();
      }
    });
  },
};

/** What is asked over and over, by its name: the number of the run makes it something else each time. */
const ASKED: Readonly<Record<string, (millrace: Millrace, n: number) => Promise<unknown>>> = {
  ...mapped(SHAPES, (millrace, search) =>
    millrace.call('POST', '/crm/v3/objects/contacts/search', { limit: 100, ...search }),
  ),
  ...mapped(FILTERS, (millrace, filterBranch) =>
    millrace.call('POST', '/millrace/v1/criteria/preview', { objectTypeId: 'contacts', filterBranch }),
  ),
};

function mapped(
  shapes: Readonly<Record<string, (n: number) => object>>,
  ask: (millrace: Millrace, shape: object) => Promise<unknown>,
): typeof ASKED {
  return Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => [
      name,
      (millrace: Millrace, n: number) => ask(millrace, shape(n)),
    ]),
  );
}

async function timesOf(millrace: Millrace, ask: (typeof ASKED)[string], runs: number): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < runs; n++) {
    const began = performance.now();
    await ask(millrace, n);
    times.push(performance.now() - began);
  }
  return times;
}

async function build(millrace: Millrace): Promise<number> {
  const began = performance.now();
  for (const index of INDEXED)
    await millrace.call('POST', '/millrace/v1/indexes', { objectTypeId: 'contacts', ...index });
  while ((await millrace.services.worker.run('jobs', millrace.accountId)) > 0);
  const took = performance.now() - began;
  await millrace.services.sql.unsafe('vacuum analyze search_values');
  return took;
}

let written = 0;

async function timeOfWrites(millrace: Millrace): Promise<number> {
  const times: number[] = [];
  for (let batch = 0; batch < WRITES.batches; batch++) {
    const inputs = Array.from({ length: WRITES.records }, () => ({
      id: String(1001 + (written++ % 100_000)),
      properties: { city: `Town ${written}`, lastname: `Other ${written}` },
    }));
    const began = performance.now();
    await millrace.call('POST', '/crm/v3/objects/contacts/batch/update', { inputs });
    times.push(performance.now() - began);
  }
  return median(times);
}
