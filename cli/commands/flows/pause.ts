import { findFlow } from '../../support/find-flow.ts';
import { type Context, onTarget } from '../../support/on-target.ts';
import type { AddCommand } from '../command.ts';

interface Options {
  readonly reason?: string;
  readonly timeGoesOn?: true;
}

export const flowsPause: AddCommand = (flows) => {
  const command = flows
    .command('pause')
    .summary('hold a flow: no step runs and nothing is sent until it is resumed')
    .addHelpText('after', '\nExample:\n  millrace flows pause "Welcome" --reason "a look first"')
    .argument('<flow>', 'its id or its name')
    .option('--reason <text>', 'why, for whoever finds it paused')
    .option('--time-goes-on', 'let waits run on; by default they stand still as well');
  onTarget(command, async ({ target, out, options }: Context<Options>, named: string) => {
    const path = { flowId: await findFlow(target, named) };
    const { reason, timeGoesOn } = options;
    const body = {
      ...(reason === undefined ? {} : { reason }),
      ...(timeGoesOn ? { time: 'GOES_ON' as const } : {}),
    };
    const paused = await target.call('POST /millrace/v1/flows/{flowId}/pause', { path, body });
    out.result(paused, () => `Flow ${path.flowId} is paused.`);
  });
};
