import { type Context, onTarget } from '../../support/on-target.ts';
import type { AddCommand } from '../command.ts';

interface Options {
  readonly timeZone?: string;
  readonly currency?: string;
  readonly now?: string;
}

export const accountsMake: AddCommand = (accounts) => {
  const command = accounts
    .command('make')
    .summary('make an account, and print its first access token: it is shown only now')
    .argument('<name>', 'what it is called')
    .option('--time-zone <zone>', 'by which its days go: Europe/Paris')
    .option('--currency <code>', 'of its amounts: EUR')
    .option('--now <instant>', 'where its clock begins, in development mode: 2027-01-31T09:00:00Z')
    .addHelpText('after', '\nExample:\n  millrace accounts make Sandbox --time-zone Europe/Paris');
  onTarget(command, async ({ target, out, options }: Context<Options>, name: string) => {
    const { timeZone, currency, now } = options;
    const body = {
      name,
      ...(timeZone === undefined ? {} : { timeZone }),
      ...(currency === undefined ? {} : { currency }),
      ...(now === undefined ? {} : { now }),
    };
    const made = await target.call('POST /millrace/v1/accounts', { body });
    if (!out.isJson) out.note(`Account ${made.id}, ${name}. Its access token is shown only now:`);
    out.result(made, () => made.token);
  });
};
