import { everyPage } from '../../support/every-page.ts';
import { type Context, onTarget } from '../../support/on-target.ts';
import { table } from '../../support/table.ts';
import type { AddCommand } from '../command.ts';

/** As many as the server gives at once. */
const PAGE = 50;

interface Options {
  readonly search?: string;
  readonly state?: string;
}

export const flowsList: AddCommand = (flows) => {
  const command = flows
    .command('list')
    .summary('list the flows, those with errors first')
    .addHelpText('after', '\nExample:\n  millrace flows list --state on')
    .option('-s, --search <text>', 'only those whose name has it')
    .option('--state <state>', 'only those that are on, off or paused');
  onTarget(command, async ({ target, out, options: { search, state } }: Context<Options>) => {
    const found = await everyPage((after) =>
      target.call('GET /millrace/v1/flows', {
        query: { search, state: stateOf(state), sort: '-failedSteps', limit: PAGE, after },
      }),
    );
    out.result(found, () =>
      found.length === 0
        ? 'There is no flow.'
        : table(
            ['id', 'name', 'state', 'active', 'enrolled', 'failed steps'],
            found.map(({ id, name = '', isEnabled, paused, counts }) => [
              id,
              name,
              paused ? 'paused' : isEnabled ? 'on' : 'off',
              String(counts.active),
              String(counts.enrolled),
              String(counts.failedSteps),
            ]),
          ),
    );
  });
};

/** The server says what is wrong with another word. */
function stateOf(state: string | undefined) {
  return state?.toUpperCase() as 'ON' | 'OFF' | 'PAUSED' | undefined;
}
