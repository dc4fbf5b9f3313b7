import type { Bench } from '../bench.ts';
import { median } from '../gauge/median.ts';
import { numberOptions } from '../options.ts';
import { chosenParts } from '../parts.ts';
import { Refused } from '../refused.ts';
import { Report } from '../report.ts';
import { written } from './history.ts';
import { PARTS } from './list.ts';
import { notableCommit, note } from './note.ts';
import { type Column, type QuickPart, ratioIn } from './part.ts';
import { runPart } from './run-part.ts';

const NAMES = PARTS.map(({ name }) => name);
const DEFAULTS = { runs: 1 };
const FLAGS = ['--note', '--again'];

/** Values of each column, a run each. */
type Measured = Map<Column, number[]>;

/** All that people feel, small: ratios only, in two minutes. */
export const quick: Bench = {
  name: 'quick',
  summary: `[${NAMES.join(' ')}] ratios of the others in two minutes (--runs ${DEFAULTS.runs}; --note writes the commit's row into bench/history.md, --note --again replaces it)`,
  run: async (args) => {
    const { chosen, options } = chosenParts(
      args.filter((arg) => !FLAGS.includes(arg)),
      NAMES,
    );
    const { runs } = numberOptions(options, DEFAULTS);
    const [isNoted, isAgain] = FLAGS.map((flag) => args.includes(flag));
    if (isAgain && !isNoted) throw new Refused('--again replaces a row, so it goes with --note.');
    if (isNoted && chosen.length < NAMES.length)
      throw new Refused(`A row has all ratios: leave out ${JSON.stringify(chosen.join(' '))}, or --note.`);
    const commit = isNoted ? await notableCommit(isAgain ? 'again' : 'once') : undefined;
    const { measured, failed } = await measure(
      PARTS.filter(({ name }) => chosen.includes(name)),
      runs,
    );
    tell(measured);
    if (failed.length > 0)
      throw new Refused(
        `Failed: ${failed.join(', ')}, as told above; the others are measured${commit ? ', but nothing is noted. Run it again' : ''}.`,
      );
    if (commit) {
      await note(commit, new Map([...measured].map(([column, values]) => [column, median(values)])));
      console.error(`bench/history.md has the row of ${commit.hash} now.`);
    }
  },
};

/** Every part one after the other, as often as there are runs; one that fails is told, and the next begins. */
async function measure(parts: readonly QuickPart[], runs: number) {
  const measured: Measured = new Map();
  const failed = new Set<string>();
  const stop = new AbortController();
  const callOff = () => stop.abort();
  process.on('SIGINT', callOff).on('SIGTERM', callOff);
  try {
    for (let run = 0; run < runs; run++)
      for (const part of parts) {
        if (stop.signal.aborted) throw new Refused('Called off: nothing is noted.');
        const began = performance.now();
        const outcome = await runPart(part, stop.signal)
          .then((figures) => {
            for (const column of part.columns)
              measured.set(column, [...(measured.get(column) ?? []), ratioIn(column, figures)]);
            return 'done';
          })
          .catch((error: Error) => {
            failed.add(part.name);
            return `failed: ${error.message}`;
          });
        console.error(`  ${part.name}: ${outcome} (${((performance.now() - began) / 1_000).toFixed(0)} s)`);
      }
  } finally {
    process.off('SIGINT', callOff).off('SIGTERM', callOff);
  }
  return { measured, failed: [...failed] };
}

function tell(measured: Measured): void {
  const report = new Report('quick');
  for (const [{ name, says, better }, values] of measured) {
    report.figure(name, median(values), says, { better, ...(values.length > 1 ? { runs: values } : {}) });
    const range =
      values.length > 1 ? ` (${written(Math.min(...values))} to ${written(Math.max(...values))})` : '';
    report.say(
      `${name.padEnd(12)} ${written(median(values)).padStart(6)}${range}  ${says}; ${better} is better`,
    );
  }
}
