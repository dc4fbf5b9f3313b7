import type { EnrollmentJob } from '@millrace/client';
import { EXIT } from '../exit.ts';
import { findFlow } from '../support/find-flow.ts';
import { findRecords } from '../support/find-record.ts';
import { type Context, onTarget } from '../support/on-target.ts';
import { sayOutcomes, sayOutcomesOf } from '../support/outcomes.ts';
import { untilDone } from '../support/until-done.ts';
import { UsageError } from '../usage-error.ts';
import type { AddCommand } from './command.ts';

interface Options {
  readonly matching?: true;
  readonly reEnroll?: true;
}

export const enroll: AddCommand = (program) => {
  const command = program
    .command('enroll')
    .summary('let records into a flow')
    .description(
      'Enrolls records by hand. A record that the flow keeps out is told with the reason, and the command ends with status 1; one that is inside already stays as it is.',
    )
    .argument('<flow>', 'its id or its name')
    .argument('[records...]', 'ids, or email addresses of contacts')
    .option(
      '--matching',
      'all records that meet the criteria of the flow, in the background; waits until it is done',
    )
    .option('--re-enroll', 'those, too, that were inside before, whatever the flow says of that')
    .addHelpText(
      'after',
      '\nExamples:\n  millrace enroll "Welcome" ada@engines.example 501\n  millrace enroll "Welcome" --matching',
    );
  onTarget(command, async (context: Context<Options>, flow: string, records: readonly string[]) => {
    const { matching, reEnroll } = context.options;
    if (records.length > 0 === (matching === true))
      throw new UsageError(
        'Say whom to enroll: either records, or --matching for all that meet the criteria.',
      );
    if (matching && reEnroll) throw new UsageError('--re-enroll goes with records, not with --matching.');
    const flowId = await findFlow(context.target, flow);
    await (matching ? enrollMatching(context, flowId) : enrollRecords(context, flowId, records));
  });
};

async function enrollRecords(
  { target, out, options: { reEnroll } }: Context<Options>,
  flowId: string,
  records: readonly string[],
): Promise<void> {
  const objectIds = [...(await findRecords(target, flowId, records))];
  const body = { objectIds, ...(reEnroll ? { reEnroll } : {}) };
  const { results } = await target.call('POST /millrace/v1/flows/{flowId}/enrollments', {
    path: { flowId },
    body,
  });
  out.result(results, () => sayOutcomes(results));
  if (results.some(({ outcome }) => outcome !== 'ENROLLED' && outcome !== 'ALREADY_ACTIVE'))
    process.exitCode = EXIT.FAILED;
}

async function enrollMatching({ target, out }: Context<Options>, flowId: string): Promise<void> {
  const body = { matching: true as const };
  const begun = await target.callText('POST /millrace/v1/flows/{flowId}/enrollments', {
    path: { flowId },
    body,
  });
  const { id: jobId }: EnrollmentJob = JSON.parse(begun);
  const job = await untilDone({
    ask: () =>
      target.call('GET /millrace/v1/flows/{flowId}/enrollment-jobs/{jobId}', { path: { flowId, jobId } }),
    isDone: ({ status }) => status !== 'RUNNING',
    say: ({ looked, total, enrolled }) => `${looked} of ${total} records looked at, ${enrolled} enrolled`,
  });
  if (job.status !== 'COMPLETE')
    throw new Error(
      job.message ??
        `It was broken off after ${job.looked} of ${job.total} records; ${job.enrolled} are enrolled.`,
    );
  out.result(job, () => [
    `${job.matching} of ${job.total} records meet the criteria; ${job.enrolled} were enrolled.`,
    ...sayOutcomesOf(job.outcomes),
  ]);
}
