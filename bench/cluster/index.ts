import type { Bench } from '../bench.ts';
import { optionsOf } from '../options.ts';
import { Report } from '../report.ts';
import { chosenDatabases, SIDES } from './databases.ts';
import { type Measured, measureByTurns } from './measure.ts';
import { SideNodes } from './side-nodes.ts';
import { tell, tellSettings } from './tell.ts';
import { WORKS, type WorkName } from './works.ts';

const DEFAULTS = { contacts: 10_000, runs: 3 };

/** The same work on a cluster of Citus and on one PostgreSQL, which the operator has made: what it costs that accounts are spread. */
export const cluster: Bench = {
  name: 'cluster',
  summary: `the same on a cluster of Citus and on one PostgreSQL, empty databases of yours (--spread postgres://… --plain postgres://… --contacts ${DEFAULTS.contacts} --runs ${DEFAULTS.runs})`,
  run: async (args) => {
    const { numbers, texts } = optionsOf(args, DEFAULTS, SIDES);
    const databases = await chosenDatabases(texts);
    const report = new Report('cluster');
    const nodes = {
      spread: await SideNodes.open(databases.spread),
      plain: await SideNodes.open(databases.plain),
    };
    try {
      await tellSettings(report, nodes);
      const measured = new Map<WorkName, Measured[]>(WORKS.map(({ name }) => [name, []]));
      await measureByTurns(databases, nodes, numbers, (name, both) => measured.get(name)!.push(both));
      tell(report, measured, numbers);
      report.say(
        `${SIDES.map((side) => `--${side}`).join(' and ')} hold what was measured: drop both databases, and make them anew for another run of this bench.`,
      );
    } finally {
      await Promise.all([nodes.spread.close(), nodes.plain.close()]);
    }
  },
};
