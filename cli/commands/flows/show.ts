import { joined, NO_NAMES, sayAction, sayEnrollment, typeName } from '@millrace/core/sentences';
import { findFlow } from '../../support/find-flow.ts';
import { bold } from '../../support/look.ts';
import { onTarget } from '../../support/on-target.ts';
import type { AddCommand } from '../command.ts';

export const flowsShow: AddCommand = (flows) => {
  const command = flows
    .command('show')
    .summary('read a flow: in sentences, or as the API has it with --json')
    .addHelpText('after', '\nExample:\n  millrace flows show "Welcome"')
    .argument('<flow>', 'its id or its name');
  onTarget(command, async ({ target, out }, named: string) => {
    const flowId = await findFlow(target, named);
    const text = await target.callText('GET /automation/v4/flows/{flowId}', { path: { flowId } });
    if (out.isJson) {
      // As it came, digit for digit.
      process.stdout.write(`${text}\n`);
      return;
    }
    const flow = JSON.parse(text);
    out.result(flow, () => [
      `${bold(flow.name ?? `Flow ${flow.id}`)}  (id ${flow.id}, revision ${flow.revisionId}, ${flow.isEnabled ? 'on' : 'off'})`,
      joined(sayEnrollment(flow, NO_NAMES)),
      '',
      ...flow.actions.map(
        (action: { actionId: string }) =>
          `#${action.actionId}  ${typeName(action, NO_NAMES)}: ${joined(sayAction(action, flow, NO_NAMES))}`,
      ),
    ]);
  });
};
