import { findFlow } from '../../support/find-flow.ts';
import { type Context, onTarget } from '../../support/on-target.ts';
import { sayOutcomesOf } from '../../support/outcomes.ts';
import { untilDone } from '../../support/until-done.ts';
import type { AddCommand } from '../command.ts';

interface Options {
  readonly action?: string;
  readonly reason?: string;
  readonly dryRun?: true;
}

export const errorsRetry: AddCommand = (errors) => {
  const command = errors
    .command('retry')
    .summary('do failed steps again, and what follows them')
    .description(
      'Lets those whose step failed begin again at it, once the cause is gone. What follows the step is done again, too: look first with --dry-run. Waits until it is done.',
    )
    .argument('<flow>', 'its id or its name')
    .option('--action <id>', 'steps of one action')
    .option('--reason <code>', 'steps that failed for one reason: CONTACT_UNSUBSCRIBED')
    .option('--dry-run', 'only say for how many, and what would become of them')
    .addHelpText(
      'after',
      '\nExample:\n  millrace errors retry "Welcome" --action 4 --reason WEBHOOK_FAILED --dry-run',
    );
  onTarget(command, async ({ target, out, options }: Context<Options>, flow: string) => {
    const path = { flowId: await findFlow(target, flow) };
    const failed = {
      ...(options.action === undefined ? {} : { actionIds: [options.action] }),
      ...(options.reason === undefined ? {} : { reasons: [options.reason] }),
    };
    const body = { do: { type: 'RETRY' as const }, filter: { failed } };
    if (options.dryRun) {
      const seen = await target.call('POST /millrace/v1/flows/{flowId}/steer/preview', { path, body });
      out.result(seen, () => [
        `It failed for ${seen.matching}${seen.complete ? '' : ' or more'}.`,
        ...sayOutcomesOf(seen.outcomes),
      ]);
      return;
    }
    const { id: jobId } = await target.call('POST /millrace/v1/flows/{flowId}/steer', { path, body });
    const job = await untilDone({
      ask: () => target.call('GET /millrace/v1/jobs/{jobId}', { path: { jobId } }),
      isDone: ({ state }) => state !== 'QUEUED' && state !== 'RUNNING',
      say: ({ progress: { done, total } }) => `${done} of ${total ?? '…'} looked at`,
    });
    if (job.state !== 'DONE')
      throw new Error(
        job.error ?? `It was broken off after ${job.progress.done} of ${job.progress.total ?? '…'}.`,
      );
    out.result(job, () =>
      Object.keys(job.outcomes).length === 0 ? 'It failed for nobody.' : sayOutcomesOf(job.outcomes),
    );
  });
};
