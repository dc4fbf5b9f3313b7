import { InvalidArgumentError } from 'commander';
import { Failed } from '../failed.ts';
import { CHOICES, type Choice, Stopped } from '../import/importing.ts';
import { runImport } from '../import/run-import.ts';
import { sayReport } from '../import/say-report.ts';
import { type Context, onTarget } from '../support/on-target.ts';
import { stopping } from '../support/stopping.ts';
import { chooseTarget } from '../target/choose.ts';
import { Pace } from '../target/pace.ts';
import type { AddCommand } from './command.ts';

/** Where the state of an import is kept, unless another folder is named. */
const STATE_FOLDER = 'millrace.import';

/** Said of whatever has ended it. */
const STAYS = 'It has stopped. What was taken until here stays: run it again, and it goes on.';

interface Options {
  readonly from: string;
  readonly to?: string;
  readonly records?: true | readonly string[];
  readonly only?: readonly Choice[];
  readonly on?: true;
  readonly dryRun?: true;
  readonly rate?: number;
  readonly state?: string;
}

export const importPortal: AddCommand = (program) => {
  const command = program
    .command('import')
    .summary('copy an account of HubSpot, or of a Millrace, into one of a Millrace')
    .description(
      'Copies custom objects, properties, pipelines, labels, people, subscription types, custom events, forms, emails, lists and flows, with --records also records, associations and members of lists. The source is only read. Ctrl-C stops it; run again, it goes on. What is there already is left as it is; flows are off, since two systems must not both send.',
    )
    .requiredOption('--from <profile>', 'the account to copy (see: millrace profiles)')
    .option('--to <profile>', 'the account of a Millrace to copy into, like --profile')
    .option('--records [types...]', 'records too: of these types, or of the usual ones and of custom objects')
    .option('--only <parts>', `only these, with commas: ${CHOICES.join(', ')}`, readChoices)
    .option('--on', 'turn those flows on that are on in the source')
    .option('--dry-run', 'only say what would be made')
    .option('--rate <calls>', 'calls a second to the source, at most', readRate)
    .option('--state <folder>', 'where it is kept how far it has come', STATE_FOLDER)
    .addHelpText(
      'after',
      '\nExample:\n  millrace import --from hubspot --to production --dry-run\n  millrace import --from hubspot --to production --records',
    );
  onTarget(
    command,
    async ({ target, out, options }: Context<Options>) => {
      const signal = stopping();
      const folder = options.state ?? STATE_FOLDER;
      const mode = options.dryRun ? 'LOOK' : 'WRITE';
      const source = (await chooseTarget(options.from)).at(new Pace(options.rate), signal);
      let hasBegun = false;
      const result = await runImport(source, target, {
        folder,
        mode,
        signal,
        chosen: chosenBy(options),
        flows: options.on ? 'AS_IN_SOURCE' : 'OFF',
        records: Array.isArray(options.records) ? options.records : 'ALL',
        onBegin: () => {
          hasBegun = true;
        },
      }).catch((error: unknown) => {
        const isStopped = signal.aborted || error instanceof Stopped;
        if (hasBegun) out.note(STAYS);
        else if (isStopped) out.note('Stopped: nothing was written.');
        throw isStopped ? new Failed() : error;
      });
      out.result(result, () => sayReport(result, { mode, folder }));
      if (Object.values(result.kinds).some(({ refused }) => refused > 0)) throw new Failed();
    },
    ({ to, profile }) => to ?? profile,
  );
};

function chosenBy({ only, records }: Options): ReadonlySet<Choice> {
  const chosen = new Set<Choice>(only ?? CHOICES.filter((choice) => choice !== 'records'));
  if (records !== undefined) chosen.add('records');
  return chosen;
}

function readChoices(text: string): readonly Choice[] {
  return text.split(',').map((part) => {
    const choice = CHOICES.find((each) => each === part.trim());
    if (choice === undefined)
      throw new InvalidArgumentError(`${JSON.stringify(part)} is none of ${CHOICES.join(', ')}.`);
    return choice;
  });
}

function readRate(text: string): number {
  const rate = Number(text);
  if (text.trim() === '' || !(rate > 0 && rate <= 1_000))
    throw new InvalidArgumentError('It must be a number above 0, and 1,000 at most.');
  return rate;
}
