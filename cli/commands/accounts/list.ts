import { onTarget } from '../../support/on-target.ts';
import { table } from '../../support/table.ts';
import type { AddCommand } from '../command.ts';

export const accountsList: AddCommand = (accounts) => {
  const command = accounts
    .command('list', { isDefault: true })
    .summary('list the accounts')
    .addHelpText('after', '\nExample:\n  millrace accounts list --json');
  onTarget(command, async ({ target, out }) => {
    const { results } = await target.call('GET /millrace/v1/accounts');
    out.result(results, () =>
      table(
        ['id', 'name', 'time zone', 'currency', 'its clock'],
        results.map(({ id, name, timeZone, currency, now }) => [id, name, timeZone, currency, now]),
      ),
    );
  });
};
