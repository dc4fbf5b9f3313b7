import type { FlowInput } from '@millrace/client';
import { EXIT } from '../exit.ts';
import { readFlow } from '../files/read-flow.ts';
import { onTarget } from '../support/on-target.ts';
import type { AddCommand } from './command.ts';

export const lint: AddCommand = (program) => {
  const command = program
    .command('lint')
    .summary('say what is wrong with a flow, saved or in a file')
    .description(
      'Says what is wrong with a flow: errors, warnings, and what is worth knowing, each with what to do. Ends with status 1 where there is an error.',
    )
    .argument('<flow>', 'its id, its name, or a file: welcome.flow.json, welcome.flow.yaml')
    .addHelpText('after', '\nExamples:\n  millrace lint "Welcome"\n  millrace lint ./flows/welcome.json');
  onTarget(command, async ({ target, out }, named: string) => {
    const meant = await readFlow(target, named);
    const answer =
      'flowId' in meant
        ? {
            problems: [],
            ...(await target.call('GET /millrace/v1/flows/{flowId}/lint', {
              path: { flowId: meant.flowId },
            })),
          }
        : // The server says what is wrong with whatever is sent.
          await target.call('POST /millrace/v1/flows/lint', { body: meant.body as unknown as FlowInput });
    const { problems, results } = answer;
    out.result(answer, () => [
      ...problems.map(({ message, context }) => `error: ${message}${placeOf(context?.['path'])}`),
      ...results.flatMap(({ severity, path, about, message, fix }) => [
        `${severity}: ${message}${placeOf([about ?? path])}`,
        ...(fix === '' ? [] : [`  ${fix}`]),
      ]),
      ...(problems.length + results.length === 0 ? ['Nothing is wrong with it.'] : []),
    ]);
    if (problems.length > 0 || results.some(({ severity }) => severity === 'error'))
      process.exitCode = EXIT.FAILED;
  });
};

const placeOf = ([place = '']: readonly string[] = []) => (place === '' ? '' : `  (${place})`);
