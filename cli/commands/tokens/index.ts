/** `millrace tokens`: with what the API is called. */
import { group } from '../group.ts';
import { tokensList } from './list.ts';
import { tokensMake } from './make.ts';
import { tokensRevoke } from './revoke.ts';

export const tokens = group({
  name: 'tokens',
  summary: 'list, make and revoke access tokens',
  description: 'The access tokens of the account. A token is shown once, when it is made.',
  commands: [tokensList, tokensMake, tokensRevoke],
});
