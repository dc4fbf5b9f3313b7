import { loadHolders } from '../../server/src/records/index.ts';
import type { Bench } from '../bench.ts';
import { makeContacts } from '../criteria/contacts.ts';
import { median } from '../gauge/median.ts';
import { numberOptions } from '../options.ts';
import { type Millrace, openMillrace } from '../place/millrace.ts';
import { withTemporaryServer } from '../place/temporary-server.ts';
import { Report } from '../report.ts';

const DEFAULTS = { records: 100_000, values: 1_000, runs: 7 };

/** Companies that the contacts work for; so many values there are. */
const COMPANIES = 20_000;

/** The look-ups of a batch by a property that is not unique, without its index and with it. */
export const lookUps: Bench = {
  name: 'look-ups',
  summary: `finding records by a property, without its index and with it (--records ${DEFAULTS.records} --values ${DEFAULTS.values} --runs ${DEFAULTS.runs})`,
  run: (args) => {
    const { records, values, runs } = numberOptions(args, DEFAULTS);
    return withTemporaryServer(async (server) => {
      const millrace = await openMillrace(await server.create('look_ups'));
      try {
        await makeContacts(millrace, records);
        await millrace.services.sql.unsafe('vacuum analyze');
        const before = await timesOf(millrace, values, runs);
        await millrace.call('POST', '/automation/v4/flows', LOOKING_FLOW);
        const began = performance.now();
        while ((await millrace.services.worker.run('jobs', millrace.accountId)) > 0);
        const building = performance.now() - began;
        const after = await timesOf(millrace, values, runs);
        const report = new Report('look-ups');
        report.figure('ratio', before / after, 'time without / with the index', { records, values });
        report.figure('building', building / before, 'time / look-ups of a batch without it', { records });
        report.say(
          `${values} values among ${records} records: ${(before / after).toFixed(1)} times the time without the index; to build it takes as long as ${(building / before).toFixed(1)} batches without it`,
        );
      } finally {
        await millrace.close();
      }
    });
  },
};

const LOOKING_FLOW = {
  name: 'By company',
  type: 'CONTACT_FLOW',
  flowType: 'WORKFLOW',
  isEnabled: true,
  objectTypeId: '0-1',
  actions: [],
  enrollmentCriteria: { type: 'MANUAL', shouldReEnroll: false },
  dataSources: [
    {
      name: 'colleague',
      type: 'ENROLLED_RECORD_PROPERTY_FILTER',
      propertyName: 'company',
      recordFieldName: 'company',
    },
  ],
};

/** Milliseconds that the look-ups of a batch take: the median, after one that is not counted. */
async function timesOf({ services, accountId }: Millrace, values: number, runs: number): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run <= runs; run++) {
    const asked = Array.from({ length: values }, (_, index) => ({
      objectTypeId: '0-1',
      property: 'company',
      value: `Company ${(run * values + index) % COMPANIES}`,
    }));
    const began = performance.now();
    const found = await services.store.write(accountId, ({ tx, account }) =>
      loadHolders(tx, account.id, asked),
    );
    times.push(performance.now() - began);
    if (found.every((ids) => ids.length === 0)) throw new Error('No record was found.');
  }
  return median(times.slice(1));
}
