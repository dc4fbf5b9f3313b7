import { type Context, onTarget } from '../../support/on-target.ts';
import { UsageError } from '../../usage-error.ts';
import type { AddCommand } from '../command.ts';

export const clockAdvance: AddCommand = (clock) => {
  const command = clock
    .command('advance')
    .summary('move the clock forward, and do all that falls due on the way')
    .addHelpText('after', '\nExample:\n  millrace clock advance P90D')
    .argument('[by]', 'for how long, as an ISO 8601 duration: P90D, PT4H')
    .option('--to <instant>', 'to an instant instead: 2027-01-31T09:00:00Z');
  onTarget(
    command,
    async ({ target, out, options: { to } }: Context<{ readonly to?: string }>, by: string | undefined) => {
      if ((by === undefined) === (to === undefined))
        throw new UsageError('Say how far the clock should go: either for a time (P90D) or --to an instant.');
      const body = by === undefined ? { to: to! } : { by };
      const moved = await target.call('POST /millrace/v1/clock/advance', { body });
      out.result(moved, () => [
        `It is ${moved.now} now, and was ${moved.from}.`,
        `${moved.done} ${moved.done === 1 ? 'thing was' : 'things were'} done on the way.`,
      ]);
    },
  );
};
