import { findFlow } from '../../support/find-flow.ts';
import { wholeNumber } from '../../support/first-of.ts';
import { type Context, onTarget } from '../../support/on-target.ts';
import type { AddCommand } from '../command.ts';

export const flowsResume: AddCommand = (flows) => {
  const command = flows
    .command('resume')
    .summary('let a paused flow go on')
    .addHelpText('after', '\nExample:\n  millrace flows resume "Welcome" --per-minute 100')
    .argument('<flow>', 'its id or its name')
    .option('--per-minute <count>', 'at most so many of those that fell due meanwhile', wholeNumber);
  onTarget(
    command,
    async (
      { target, out, options: { perMinute } }: Context<{ readonly perMinute?: number }>,
      named: string,
    ) => {
      const path = { flowId: await findFlow(target, named) };
      const body = perMinute === undefined ? {} : { perMinute };
      const resumed = await target.call('POST /millrace/v1/flows/{flowId}/resume', { path, body });
      out.result(resumed, () =>
        resumed.setAside === 0
          ? `Flow ${path.flowId} goes on.`
          : `Flow ${path.flowId} goes on, with the ${resumed.setAside} that fell due meanwhile.`,
      );
    },
  );
};
