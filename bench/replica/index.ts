import { rm } from 'node:fs/promises';
import { TOKEN } from '../../server/test/crash/calls.ts';
import { makeScratchFolder } from '../../server/test/support/scratch-folder.ts';
import { type ServerProcess, startServerProcess } from '../../server/test/support/server-process.ts';
import { startTwoClusters, type TwoClusters } from '../../server/test/support/two-clusters.ts';
import type { Bench } from '../bench.ts';
import { closedLoop, type Sent } from '../gauge/closed-loop.ts';
import { median } from '../gauge/median.ts';
import { cpuSecondsOfTree } from '../gauge/processes.ts';
import { numberOptions } from '../options.ts';
import { Report } from '../report.ts';

const DEFAULTS = { records: 20_000, runs: 4, seconds: 5 };

/** Records of one request while they are made, and connections of the load. */
const RECORDS_PER_BATCH = 100;
const CONNECTIONS = 2;

/** Two clusters, an API that reads from the standby and one that does not: what the same requests cost the primary, by turns. */
export const replica: Bench = {
  name: 'replica',
  summary: `what searches and writes cost the primary with a replica and without (--records ${DEFAULTS.records} --runs ${DEFAULTS.runs} --seconds ${DEFAULTS.seconds})`,
  run: async (args) => {
    const { records, runs, seconds } = numberOptions(args, DEFAULTS);
    const report = new Report('replica');
    const folder = await makeScratchFolder('bench-replica');
    const clusters = await startTwoClusters(folder, { follows: 'when it can' });
    const started: ServerProcess[] = [];
    const start = async (env: Readonly<Record<string, string>>) => {
      const server = await startServerProcess(
        folder,
        { ...ENV, MILLRACE_DATABASE_URL: clusters.url, ...env },
        ['--role', 'api'],
      );
      started.push(server);
      return server.url;
    };
    try {
      const without = await start({});
      const with_ = await start({ MILLRACE_READ_URL: clusters.standbyUrl() });
      await makeContacts(without, records);
      for (const [name, next] of Object.entries(ASKED)) {
        const ratios: number[] = [];
        for (let run = 0; run < runs; run++) {
          // Each side goes first as often as second: what was there before has been written about by then.
          const sides = run % 2 === 0 ? [without, with_] : [with_, without];
          const costs = new Map<string, number>();
          for (const url of sides) costs.set(url, await costOf(clusters, url, next, seconds));
          ratios.push(costs.get(with_)! / costs.get(without)!);
        }
        report.figure(name, median(ratios), 'CPU time of the primary a request, with / without a replica', {
          records,
          runs,
          seconds,
        });
        report.say(`${name}: ${median(ratios).toFixed(2)} times the CPU time of the primary`);
      }
    } finally {
      await Promise.all(started.map((server) => server.stop()));
      await clusters.stop();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

const ENV = { MILLRACE_TOKEN: TOKEN, MILLRACE_LOG_LEVEL: 'silent', MILLRACE_SECRET_KEY: 'ab'.repeat(32) };

let asked = 0;
const post = (path: string, body: object): Sent => ({ method: 'POST', path, body: JSON.stringify(body) });

const ASKED: Readonly<Record<string, () => Sent>> = {
  'searches by a word': () =>
    post('/crm/v3/objects/contacts/search', { query: `name${asked++ % 1_000}`, limit: 10 }),
  'counts of filters': () =>
    post('/millrace/v1/criteria/preview', { objectTypeId: '0-1', filterBranch: filterBranch(asked++) }),
  'a page of records': () => ({
    method: 'GET',
    path: `/crm/v3/objects/contacts?limit=100&after=${asked++ % 1_000}`,
    body: null,
  }),
  'a contact made': () =>
    post('/crm/v3/objects/contacts', { properties: { email: `made${asked++}@example.test` } }),
};

const filterBranch = (n: number) => ({
  filterBranchType: 'AND',
  filters: [
    {
      filterType: 'PROPERTY',
      property: 'city',
      operation: { operationType: 'STRING', operator: 'IS_EQUAL_TO', value: `City ${n % 100}` },
    },
  ],
});

async function makeContacts(url: string, records: number): Promise<void> {
  for (let from = 0; from < records; from += RECORDS_PER_BATCH) {
    const inputs = Array.from({ length: Math.min(RECORDS_PER_BATCH, records - from) }, (_, index) => {
      const n = from + index;
      return {
        properties: { email: `contact${n}@example.test`, lastname: `name${n}`, city: `City ${n % 100}` },
      };
    });
    const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ inputs });
    const response = await fetch(`${url}/crm/v3/objects/contacts/batch/create`, {
      method: 'POST',
      headers,
      body,
    });
    if (!response.ok) throw new Error(`Contacts were not made: ${response.status} ${await response.text()}`);
  }
}

/** CPU seconds of the primary for one request. */
async function costOf(
  clusters: TwoClusters,
  url: string,
  next: () => Sent,
  seconds: number,
): Promise<number> {
  const before = await cpuSecondsOfTree(clusters.pids.primary);
  const { requests } = await closedLoop(
    { url, token: TOKEN, connections: CONNECTIONS, ms: seconds * 1_000 },
    next,
  );
  return ((await cpuSecondsOfTree(clusters.pids.primary)) - before) / requests;
}
