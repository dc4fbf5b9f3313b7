import { onTarget } from '../../support/on-target.ts';
import { table } from '../../support/table.ts';
import type { AddCommand } from '../command.ts';

export const tokensList: AddCommand = (tokens) => {
  const command = tokens
    .command('list', { isDefault: true })
    .summary('list the access tokens, without what they are')
    .addHelpText('after', '\nExample:\n  millrace tokens list');
  onTarget(command, async ({ target, out }) => {
    const { results } = await target.call('GET /millrace/v1/tokens');
    out.result(results, () =>
      table(
        ['id', 'name', 'made at', 'last used', 'ends', 'scopes'],
        results.map(({ id, name, createdAt, lastUsedAt, expiresAt, scopes }) => [
          ...[id, name, createdAt],
          lastUsedAt ?? 'never',
          expiresAt ?? 'never',
          scopes.join(' '),
        ]),
      ),
    );
  });
};
