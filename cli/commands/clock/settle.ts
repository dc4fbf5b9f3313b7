import { onTarget } from '../../support/on-target.ts';
import type { AddCommand } from '../command.ts';

export const clockSettle: AddCommand = (clock) => {
  const command = clock
    .command('settle')
    .addHelpText('after', '\nExample:\n  millrace clock settle')
    .summary('wait until nothing is due any more');
  onTarget(command, async ({ target, out }) => {
    const settled = await target.call('POST /millrace/v1/clock/settle');
    out.result(settled, () => `Nothing is due at ${settled.now}.`);
  });
};
