import { Failed } from '../failed.ts';
import { adviceOn } from '../files/advice.ts';
import { makePlan } from '../files/plan.ts';
import { presentPlan, sayPlan } from '../files/say-plan.ts';
import { FOLDER, folderOption } from '../support/folder-option.ts';
import { type Context, onTarget } from '../support/on-target.ts';
import type { AddCommand } from './command.ts';

interface Options {
  readonly to?: string;
  readonly folder?: string;
  readonly prune?: true;
  readonly check?: true;
}

export const plan: AddCommand = (program) => {
  const command = folderOption(program.command('plan'))
    .summary('say what the files would change on a server')
    .description(
      'Compares the files with a server, and says in sentences what "apply" would make, change and turn on or off there; of a Millrace also what would fail, and what becomes of those who are inside. Nothing is written.',
    )
    .addHelpText('after', '\nExample:\n  millrace plan --to production')
    .option('--to <profile>', 'the server that is meant, like --profile')
    .option('--prune', 'also delete the flows that were pulled or applied once, and have no file any more')
    .option('--check', 'end with 1 when there is anything to do: for a check that server and files agree');
  onTarget(
    command,
    async ({ target, out, options }: Context<Options>) => {
      const planning = await makePlan(target, options.folder ?? FOLDER, options.prune === true);
      const { plan: made } = planning;
      const advice = await adviceOn(target, planning);
      out.result(presentPlan(made, advice), () => sayPlan(made, target, advice));
      const isDue = made.problems.length > 0 || (options.check === true && made.steps.length > 0);
      if (isDue) throw new Failed();
    },
    ({ to, profile }) => to ?? profile,
  );
};
