import { onTarget } from '../../support/on-target.ts';
import type { AddCommand } from '../command.ts';

export const clockShow: AddCommand = (clock) => {
  const command = clock
    .command('show', { isDefault: true })
    .addHelpText('after', '\nExample:\n  millrace clock')
    .summary('say what time it is, and what is due next');
  onTarget(command, async ({ target, out }) => {
    const read = await target.call('GET /millrace/v1/clock');
    out.result(read, () => {
      const { now, timeZone, mode, nextDueAt } = read;
      const due = nextDueAt === null ? 'nothing is due' : `the next thing is due at ${nextDueAt}`;
      return `${now} (${timeZone})${mode === 'development' ? `; ${due}` : ''}`;
    });
  });
};
