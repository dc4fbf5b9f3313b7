import type { Names } from '@millrace/core/sentences';
import { sayRules, sayVerdicts } from '../support/explanation.ts';
import { findFlow } from '../support/find-flow.ts';
import { bold } from '../support/look.ts';
import { namesFor } from '../support/names.ts';
import { type Context, onTarget } from '../support/on-target.ts';
import type { AddCommand } from './command.ts';

export const explain: AddCommand = (program) => {
  const command = program
    .command('explain')
    .summary('say why a record is in a flow, or why not')
    .description(
      'Says why a record is in a flow or not: the rules of its door, the filters with the values of the record, and what would have to change.',
    )
    .argument('<flow>', 'its id or its name')
    .argument('<record>', 'its id, or the email address of a contact')
    .option('--at <instant>', 'as it was then: 2027-01-31T09:00:00Z')
    .addHelpText('after', '\nExample:\n  millrace explain "Welcome" ada@engines.example');
  onTarget(
    command,
    async ({ target, out, options }: Context<{ readonly at?: string }>, flow: string, objectId: string) => {
      const path = { flowId: await findFlow(target, flow) };
      const query = { objectId, at: options.at };
      const explained = await target.call('GET /millrace/v1/flows/{flowId}/explain', { path, query });
      const { answer, rules, criteria, objectTypeId, pausedBy, problems } = explained;
      const say = (names: Names) =>
        criteria === null ? [] : sayVerdicts(criteria, { bearer: objectTypeId, names });
      const names = out.isJson ? undefined : await namesFor(target, objectTypeId, say);
      for (const { message } of problems) out.note(message);
      out.result(explained, () => [
        bold(answer),
        '',
        ...sayRules(rules),
        ...pausedBy.map(
          ({ scope }) => `- Paused: ${scope === 'ACCOUNT' ? 'the account' : 'the flow'} is held.`,
        ),
        ...(criteria === null || names === undefined ? [] : ['', bold('The criteria'), ...say(names)]),
      ]);
    },
  );
};
