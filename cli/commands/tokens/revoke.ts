import { onTarget } from '../../support/on-target.ts';
import type { AddCommand } from '../command.ts';

export const tokensRevoke: AddCommand = (tokens) => {
  const command = tokens
    .command('revoke')
    .summary('let nobody in by an access token any more')
    .argument('<token>', 'its id, as "millrace tokens" lists it')
    .addHelpText('after', '\nExample:\n  millrace tokens revoke 12');
  onTarget(command, async ({ target, out }, tokenId: string) => {
    await target.call('DELETE /millrace/v1/tokens/{tokenId}', { path: { tokenId } });
    out.result({ id: tokenId, revoked: true }, () => `Token ${tokenId} is revoked.`);
  });
};
