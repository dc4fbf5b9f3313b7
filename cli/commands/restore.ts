import { findFlow } from '../support/find-flow.ts';
import { type Context, onTarget } from '../support/on-target.ts';
import type { AddCommand } from './command.ts';

interface Options {
  readonly newOnly?: true;
  readonly ifCurrent?: string;
}

export const restore: AddCommand = (program) => {
  const command = program
    .command('restore')
    .summary('make a flow what it was at a revision')
    .description(
      'Makes a flow what it was at a revision. That is a revision of its own, so that nothing is lost.',
    )
    .argument('<flow>', 'its id or its name')
    .argument('<revision>', 'its id, as "millrace revisions" lists it')
    .option('--new-only', 'who is inside goes on in the revision that they are in')
    .option(
      '--if-current <revision>',
      'only while this one is the current one: nothing of others is undone unseen',
    )
    .addHelpText('after', '\nExample:\n  millrace restore "Welcome" 3 --if-current 5');
  onTarget(command, async ({ target, out, options }: Context<Options>, flow: string, revisionId: string) => {
    const path = { flowId: await findFlow(target, flow), revisionId };
    const query = {
      appliesTo: options.newOnly ? ('NEW_ONLY' as const) : undefined,
      currentRevisionId: options.ifCurrent,
    };
    const restored = await target.call('POST /millrace/v1/flows/{flowId}/revisions/{revisionId}/restore', {
      path,
      query,
    });
    out.result(
      restored,
      () =>
        `${restored.name ?? `Flow ${restored.id}`} is as revision ${revisionId} was, as revision ${restored.revisionId}.`,
    );
  });
};
