import type { Revision } from '@millrace/client';
import { findFlow } from '../support/find-flow.ts';
import { firstOf, USUAL_LIMIT, wholeNumber } from '../support/first-of.ts';
import { bold } from '../support/look.ts';
import { type Context, onTarget } from '../support/on-target.ts';
import type { AddCommand } from './command.ts';

export const revisions: AddCommand = (program) => {
  const command = program
    .command('revisions')
    .summary('list what a flow was before, the newest first')
    .description(
      'Lists the revisions of a flow, each with who saved it and what it changed of the one before.',
    )
    .argument('<flow>', 'its id or its name')
    .option('-n, --limit <count>', 'how many are shown', wholeNumber, USUAL_LIMIT)
    .addHelpText('after', '\nExample:\n  millrace revisions "Welcome" --limit 5');
  onTarget(
    command,
    async ({ target, out, options: { limit } }: Context<{ readonly limit: number }>, flow: string) => {
      const path = { flowId: await findFlow(target, flow) };
      const found = await firstOf(limit, out, (query) =>
        target.call('GET /millrace/v1/flows/{flowId}/revisions', { path, query }),
      );
      out.result(found, () => found.flatMap(linesOf));
    },
  );
};

function linesOf(revision: Revision): string[] {
  const { revisionId, createdAt, isEnabled, isCurrent, savedBy, restoredFrom, summary } = revision;
  const facts = [
    createdAt,
    isEnabled ? 'on' : 'off',
    ...(isCurrent ? ['the current one'] : []),
    ...(savedBy === null ? [] : [`saved by ${savedBy.tokenName ?? `token ${savedBy.tokenId}`}`]),
    ...(restoredFrom === null ? [] : [`as revision ${restoredFrom} was`]),
  ];
  return [
    bold(`Revision ${revisionId}  (${facts.join(', ')})`),
    ...(summary ?? []).map((each) => `  ${each}`),
  ];
}
