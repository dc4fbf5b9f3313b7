import { bold } from '../support/look.ts';
import { namesFor } from '../support/names.ts';
import { onTarget } from '../support/on-target.ts';
import { type FlowBody, sayPassage } from '../support/passage.ts';
import { TargetFailure } from '../target/failure.ts';
import type { Target } from '../target/target.ts';
import type { AddCommand } from './command.ts';

export const enrollment: AddCommand = (program) => {
  const command = program
    .command('enrollment')
    .summary('tell the passage of one record through a flow')
    .description(
      'Tells what happened to a record in a flow, step by step, and where it stands or how it ended.',
    )
    .argument('<enrollment>', 'its id, as "millrace enrollments" lists it')
    .addHelpText('after', '\nExample:\n  millrace enrollment 9000012');
  onTarget(command, async ({ target, out }, enrollmentId: string) => {
    const passage = await target.call('GET /millrace/v1/enrollments/{enrollmentId}', {
      path: { enrollmentId },
    });
    if (out.isJson) {
      out.result(passage, () => []);
      return;
    }
    const { flowId, revisionId, objectTypeId, objectId } = passage;
    const flow = await flowAt(target, flowId, revisionId);
    const names = await namesFor(target, objectTypeId, (asked) => [
      asked.thing('flow', flowId),
      sayPassage(passage, flow, asked),
    ]);
    out.result(passage, () => [
      bold(
        `Enrollment ${enrollmentId}: ${objectTypeId}/${objectId} in ${names.thing('flow', flowId) ?? `flow ${flowId}`}`,
      ),
      ...sayPassage(passage, flow, names),
    ]);
  });
};

/** The flow as it was for the passage; undefined where it is gone, or not to be seen. */
async function flowAt(target: Target, flowId: string, revisionId: string): Promise<FlowBody> {
  try {
    const path = { flowId, revisionId };
    return (await target.call('GET /millrace/v1/flows/{flowId}/revisions/{revisionId}', { path })).flow;
  } catch (error) {
    if (error instanceof TargetFailure && !error.isOfTarget) return undefined;
    throw error;
  }
}
