import type { ErrorGroup } from '@millrace/client';
import { type Names, sayReason, typeName } from '@millrace/core/sentences';
import { findFlow } from '../../support/find-flow.ts';
import { firstOf, USUAL_LIMIT, wholeNumber } from '../../support/first-of.ts';
import { namesFor } from '../../support/names.ts';
import { type Context, onTarget } from '../../support/on-target.ts';
import { table } from '../../support/table.ts';
import type { AddCommand } from '../command.ts';

interface Options {
  readonly flow?: string;
  readonly reason?: string;
  readonly action?: string;
  readonly outcome?: string;
  readonly state?: string;
  readonly from?: string;
  readonly to?: string;
  readonly limit: number;
}

const CONTACT = '0-1';

export const errorsList: AddCommand = (errors) => {
  const command = errors
    .command('list', { isDefault: true })
    .summary('list what fails, by its cause')
    .option('--flow <flow>', 'of one flow, by its id or its name')
    .option('--reason <code>', 'of one reason: CONTACT_UNSUBSCRIBED')
    .option('--action <id>', 'of one action of the flow')
    .option('--outcome <outcome>', 'failed or skipped')
    .option('--state <state>', 'open, fixed, remind_later or ignored')
    .option('--from <instant>', 'of steps then or later: 2027-01-31T09:00:00Z')
    .option('--to <instant>', 'of steps before then')
    .option('-n, --limit <count>', 'how many are shown', wholeNumber, USUAL_LIMIT)
    .addHelpText('after', '\nExample:\n  millrace errors --flow "Welcome" --state open');
  onTarget(command, async ({ target, out, options }: Context<Options>) => {
    const { flow, reason, action: actionId, outcome, state, from, to } = options;
    const flowId = flow === undefined ? undefined : await findFlow(target, flow);
    const found = await firstOf(options.limit, out, (page) =>
      target.call('GET /millrace/v1/errors', {
        query: {
          ...page,
          ...{ flowId, reason, actionId, from, to },
          outcome: outcome?.toUpperCase() as 'FAILED' | undefined,
          state: state?.toUpperCase() as 'OPEN' | undefined,
        },
      }),
    );
    if (out.isJson || found.length === 0) {
      out.result(found, () => 'Nothing fails.');
      return;
    }
    const names = await namesFor(target, CONTACT, (asked) => rowsOf(found, asked));
    out.result(found, () =>
      table(['flow', 'action', 'code', 'says', 'steps', 'records', 'last at'], rowsOf(found, names)),
    );
  });
};

function rowsOf(found: readonly ErrorGroup[], names: Names): string[][] {
  return found.map((cause) => [
    cause.flowName ?? cause.flowId,
    cause.actionId === ''
      ? 'the engine'
      : `#${cause.actionId} ${typeName(cause, names) ?? cause.actionTypeId}`,
    cause.reason,
    sayReason(cause.reason),
    String(cause.count),
    String(cause.records),
    cause.lastAt,
  ]);
}
