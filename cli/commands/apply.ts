import { Failed } from '../failed.ts';
import { adviceOn } from '../files/advice.ts';
import { applyPlan } from '../files/apply.ts';
import { makePlan, type Step } from '../files/plan.ts';
import { presentPlan, sayPlan } from '../files/say-plan.ts';
import { FOLDER, folderOption } from '../support/folder-option.ts';
import { isAgreed } from '../support/is-agreed.ts';
import { type Context, onTarget } from '../support/on-target.ts';
import { stopping } from '../support/stopping.ts';
import type { AddCommand } from './command.ts';

interface Options {
  readonly to?: string;
  readonly folder?: string;
  readonly prune?: true;
  readonly yes?: true;
}

export const apply: AddCommand = (program) => {
  const command = folderOption(program.command('apply'))
    .summary('make a server be as the files say')
    .description(
      'Shows the plan, asks, and does exactly that: flow by flow, each noted in millrace.map.json before the next. It stops where a flow has been changed since, and Ctrl-C stops it between two; run again, it does what is left.',
    )
    .addHelpText('after', '\nExample:\n  millrace apply --to production')
    .option('--to <profile>', 'the server that is meant, like --profile')
    .option('--prune', 'also delete the flows that were pulled or applied once, and have no file any more')
    .option('-y, --yes', 'do it without asking');
  onTarget(
    command,
    async ({ target, out, options }: Context<Options>) => {
      const planning = await makePlan(target, options.folder ?? FOLDER, options.prune === true);
      const { plan } = planning;
      const advice = await adviceOn(target, planning);
      if (!out.isJson || plan.problems.length > 0)
        for (const line of sayPlan(plan, target, advice)) out.note(line);
      if (plan.problems.length > 0) throw new Failed();
      if (plan.steps.length === 0) {
        out.result(presentPlan(plan, advice), () => 'There is nothing to do.');
        return;
      }
      if (!options.yes && !(await isAgreed(`Apply this to ${target.says}?`))) {
        out.note('Nothing was done.');
        throw new Failed();
      }
      const done: { readonly kind: Step['kind']; readonly name: string; readonly id: string }[] = [];
      await applyPlan(target, planning, stopping(), (step, id) => {
        const name = step.kind === 'DELETE' ? step.flow.name : step.file.name;
        done.push({ kind: step.kind, name, id });
        if (!out.isJson) out.note(`${DONE[step.kind]} ${JSON.stringify(name)} (id ${id})`);
      });
      out.result(done, () => `${done.length} of ${plan.steps.length} done.`);
    },
    ({ to, profile }) => to ?? profile,
  );
};

const DONE = { CREATE: 'made', UPDATE: 'changed', DELETE: 'deleted' } as const;
