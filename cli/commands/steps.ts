import type { AnyStep } from '@millrace/client';
import { joined, type Names, sayOutcome, typeName } from '@millrace/core/sentences';
import { findFlow } from '../support/find-flow.ts';
import { findRecord } from '../support/find-record.ts';
import { firstOf, USUAL_LIMIT, wholeNumber } from '../support/first-of.ts';
import { namesFor } from '../support/names.ts';
import { type Context, onTarget } from '../support/on-target.ts';
import { table } from '../support/table.ts';
import type { AddCommand } from './command.ts';

interface Options {
  readonly outcome?: string;
  readonly reason?: string;
  readonly action?: string;
  readonly actionType?: string;
  readonly record?: string;
  readonly enrollment?: string;
  readonly from?: string;
  readonly to?: string;
  readonly limit: number;
}

/** The object type of contacts, by whose addresses records are named. */
const CONTACT = '0-1';

export const steps: AddCommand = (program) => {
  const command = program
    .command('steps')
    .summary('list what actions did, the newest first')
    .argument('[flow]', 'its id or its name; all flows without it')
    .option('--outcome <outcome>', 'succeeded, failed or skipped')
    .option('--reason <code>', 'why it failed or was skipped: CONTACT_UNSUBSCRIBED')
    .option('--action <id>', 'of one action of the flow')
    .option('--action-type <id>', 'of one type of action: 0-4')
    .option('--record <record>', 'an id, or the email address of a contact')
    .option('--enrollment <id>', 'of one passage')
    .option('--from <instant>', 'then or later: 2027-01-31T09:00:00Z')
    .option('--to <instant>', 'before then')
    .option('-n, --limit <count>', 'how many are shown', wholeNumber, USUAL_LIMIT)
    .addHelpText('after', '\nExample:\n  millrace steps "Welcome" --outcome failed');
  onTarget(command, async ({ target, out, options }: Context<Options>, flow: string | undefined) => {
    const { outcome, reason, action: actionId, actionType: actionTypeId, record, from, to } = options;
    const flowId = flow === undefined ? undefined : await findFlow(target, flow);
    const objectId = record === undefined ? undefined : await findRecord(target, CONTACT, record);
    const found = await firstOf(options.limit, out, (page) =>
      target.call('GET /millrace/v1/steps', {
        query: {
          ...page,
          outcome: outcome?.toUpperCase() as AnyStep['outcome'] | undefined,
          enrollmentId: options.enrollment,
          ...{ flowId, reason, actionId, actionTypeId, objectId, from, to },
        },
      }),
    );
    if (out.isJson || found.length === 0) {
      out.result(found, () => 'There is no step.');
      return;
    }
    const names = await namesFor(target, CONTACT, (asked) => rowsOf(found, asked));
    out.result(found, () => table(['at', 'flow', 'record', 'action', 'outcome'], rowsOf(found, names)));
  });
};

function rowsOf(found: readonly AnyStep[], names: Names): string[][] {
  return found.map((step) => [
    step.at,
    step.flowName ?? step.flowId,
    step.objectId,
    step.actionId === '' ? 'the engine' : `#${step.actionId} ${typeName(step, names) ?? step.actionTypeId}`,
    joined(sayOutcome(step, names)),
  ]);
}
