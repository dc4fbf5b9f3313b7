import type { Bench } from '../bench.ts';
import { numberOptions } from '../options.ts';
import { chosenParts } from '../parts.ts';
import { withTemporaryServer } from '../place/temporary-server.ts';
import { Report } from '../report.ts';
import { PARTS } from './list.ts';

const DEFAULTS = { count: 10_000, runs: 3 };

const NAMES = PARTS.map(({ name }) => name);

/** What is done to the outside world, beside a bare client that does the same. */
export const effects: Bench = {
  name: 'effects',
  summary: `effects beside bare clients [${NAMES.join(' ')}] (--count ${DEFAULTS.count} --runs ${DEFAULTS.runs})`,
  run: (args) => {
    const { chosen, options } = chosenParts(args, NAMES);
    const { count, runs } = numberOptions(options, DEFAULTS);
    return withTemporaryServer(async (server) => {
      const report = new Report('effects');
      for (const part of PARTS.filter(({ name }) => chosen.includes(name)))
        await part.run({ server, report, count, runs });
    });
  },
};
