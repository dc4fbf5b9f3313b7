import { findFlow } from '../../support/find-flow.ts';
import { type Context, onTarget } from '../../support/on-target.ts';
import type { AddCommand } from '../command.ts';

/** What turning says of the flow: errors, warnings, and what is worth knowing. */
interface Turned {
  readonly flow: { readonly id: string; readonly name?: string; readonly revisionId: string };
  readonly findings: readonly {
    readonly severity: string;
    readonly path: string;
    readonly message: string;
  }[];
}

function say({ out }: Context<object>, turned: Turned, state: 'on' | 'off'): void {
  const { flow, findings } = turned;
  for (const { severity, message } of findings) if (severity !== 'info') out.note(`${severity}: ${message}`);
  out.result(turned, () => `${flow.name ?? `Flow ${flow.id}`} is ${state}, as revision ${flow.revisionId}.`);
}

export const flowsOn: AddCommand = (flows) => {
  const command = flows
    .command('on')
    .summary('turn a flow on')
    .addHelpText('after', '\nExample:\n  millrace flows on "Welcome"')
    .argument('<flow>', 'its id or its name');
  onTarget(command, async (context, named: string) => {
    const { target } = context;
    const path = { flowId: await findFlow(target, named) };
    say(context, await target.call('POST /millrace/v1/flows/{flowId}/turn-on', { path }), 'on');
  });
};

export const flowsOff: AddCommand = (flows) => {
  const command = flows
    .command('off')
    .summary('turn a flow off: nobody comes in, and nothing waits on')
    .addHelpText('after', '\nExample:\n  millrace flows off "Welcome"')
    .argument('<flow>', 'its id or its name');
  onTarget(command, async (context, named: string) => {
    const { target } = context;
    const path = { flowId: await findFlow(target, named) };
    say(context, await target.call('POST /millrace/v1/flows/{flowId}/turn-off', { path }), 'off');
  });
};
