import { findFlow } from '../support/find-flow.ts';
import { findRecords } from '../support/find-record.ts';
import { onTarget } from '../support/on-target.ts';
import { sayOutcomes } from '../support/outcomes.ts';
import type { AddCommand } from './command.ts';

export const unenroll: AddCommand = (program) => {
  const command = program
    .command('unenroll')
    .summary('take records out of a flow')
    .description('Takes records out of a flow; what nobody has begun to send to them is not sent any more.')
    .argument('<flow>', 'its id or its name')
    .argument('<records...>', 'ids, or email addresses of contacts')
    .addHelpText('after', '\nExample:\n  millrace unenroll "Welcome" ada@engines.example');
  onTarget(command, async ({ target, out }, flow: string, records: readonly string[]) => {
    const flowId = await findFlow(target, flow);
    const objectIds = [...(await findRecords(target, flowId, records))];
    const { results } = await target.call('POST /millrace/v1/flows/{flowId}/unenrollments', {
      path: { flowId },
      body: { objectIds },
    });
    out.result(results, () => sayOutcomes(results));
  });
};
