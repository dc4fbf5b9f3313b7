import type { ListedEnrollment } from '@millrace/client';
import { joined, sayEnd } from '@millrace/core/sentences';
import { findFlow } from '../support/find-flow.ts';
import { findRecord } from '../support/find-record.ts';
import { firstOf, USUAL_LIMIT, wholeNumber } from '../support/first-of.ts';
import { type Context, onTarget } from '../support/on-target.ts';
import { table } from '../support/table.ts';
import type { AddCommand } from './command.ts';

interface Options {
  readonly status?: string;
  readonly reason?: string;
  readonly action?: string;
  readonly record?: string;
  readonly type: string;
  readonly from?: string;
  readonly to?: string;
  readonly limit: number;
}

export const enrollments: AddCommand = (program) => {
  const command = program
    .command('enrollments')
    .summary('list who is or was in flows, the newest first')
    .argument('[flow]', 'its id or its name; all flows without it')
    .option('--status <status>', 'active, completed, unenrolled or failed')
    .option('--reason <code>', 'why it ended: GOAL_MET')
    .option('--action <id>', 'where it stands, or stood when it ended')
    .option('--record <record>', 'an id, or the email address of a contact')
    .option('--type <objectTypeId>', "the record's type", '0-1')
    .option('--from <instant>', 'enrolled then or later: 2027-01-31T09:00:00Z')
    .option('--to <instant>', 'enrolled before then')
    .option('-n, --limit <count>', 'how many are shown', wholeNumber, USUAL_LIMIT)
    .addHelpText('after', '\nExample:\n  millrace enrollments "Welcome" --status active --action 4');
  onTarget(command, async ({ target, out, options }: Context<Options>, flow: string | undefined) => {
    const { status, reason, action: actionId, record, type, from, to, limit } = options;
    const flowId = flow === undefined ? undefined : await findFlow(target, flow);
    const objectId = record === undefined ? undefined : await findRecord(target, type, record);
    const objectTypeId = record === undefined || flowId !== undefined ? undefined : type;
    const found = await firstOf(limit, out, (page) =>
      target.call('GET /millrace/v1/enrollments', {
        query: {
          ...page,
          flowId,
          status: status?.toUpperCase() as ListedEnrollment['status'] | undefined,
          ...{ reason, actionId, objectId, objectTypeId, from, to },
        },
      }),
    );
    out.result(found, () => (found.length === 0 ? 'There is no enrollment.' : rowsOf(found)));
  });
};

function rowsOf(found: readonly ListedEnrollment[]): string[] {
  return table(
    ['id', 'flow', 'record', 'enrolled at', 'now'],
    found.map((each) => [
      each.id,
      each.flowName ?? each.flowId,
      `${each.objectTypeId}/${each.objectId}`,
      each.enrolledAt,
      standingOf(each),
    ]),
  );
}

function standingOf({ status, endReason, position, pausedBy }: ListedEnrollment): string {
  if (status !== 'ACTIVE') return joined(sayEnd({ status, reason: endReason }));
  const at = position?.actionId ? ` at action ${position.actionId}` : '';
  const until = position?.until ? ` until ${position.until}` : '';
  return `${pausedBy.length > 0 ? 'Paused' : 'Active'}${at}${until}`;
}
