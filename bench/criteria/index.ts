import type { Bench } from '../bench.ts';
import { numberOptions } from '../options.ts';
import { chosenParts } from '../parts.ts';
import { openMillrace } from '../place/millrace.ts';
import { settleDatabase } from '../place/settle-database.ts';
import { type TemporaryServer, withTemporaryServer } from '../place/temporary-server.ts';
import { Report } from '../report.ts';
import { changeCost } from './change.ts';
import { makeContacts } from './contacts.ts';
import { enrollExisting } from './enroll.ts';
import { evaluate } from './evaluate.ts';
import { searchBySql } from './sql.ts';

const PARTS = ['evaluate', 'change', 'sql', 'enroll'] as const;
const DEFAULTS = { contacts: 1_000_000 };

/** What the filter language costs: as a predicate, as SQL, for every change, and over all records. */
export const criteria: Bench = {
  name: 'criteria',
  summary: `[${PARTS.join(' ')}] the filter language in memory, in SQL, for every change (--contacts ${DEFAULTS.contacts})`,
  run: (args) => {
    const { chosen, options } = chosenParts(args, PARTS);
    const { contacts } = numberOptions(options, DEFAULTS);
    return withTemporaryServer(async (server) => {
      const report = new Report('criteria');
      if (chosen.includes('evaluate')) await evaluate(server, report);
      if (chosen.includes('change')) await changeCost(server, report);
      if (chosen.includes('sql') || chosen.includes('enroll'))
        await overAll(server, contacts, chosen, report);
    });
  },
};

/** What is asked of all contacts, of which there are many. */
async function overAll(
  server: TemporaryServer,
  contacts: number,
  chosen: readonly (typeof PARTS)[number][],
  report: Report,
): Promise<void> {
  const address = await server.create('contacts');
  const millrace = await openMillrace(address);
  try {
    const began = performance.now();
    await makeContacts(millrace, contacts);
    await settleDatabase(millrace.services.sql);
    report.say(`${contacts} contacts made in ${((performance.now() - began) / 1_000).toFixed(1)} s`);
    if (chosen.includes('sql')) await searchBySql(millrace, contacts, report);
    if (chosen.includes('enroll')) await enrollExisting(server, address, millrace, report);
  } finally {
    await millrace.close();
  }
}
