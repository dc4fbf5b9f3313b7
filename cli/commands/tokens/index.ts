/** `millrace tokens`: with what the API is called. */
import { group } from '../group.ts';

export const tokens = group({
  name: 'tokens',
  summary: 'list, make and revoke access tokens',
  description: 'The access tokens of the account. A token is shown once, when it is made.',
  commands: {
    list: async () => (await import('./list.ts')).tokensList,
    make: async () => (await import('./make.ts')).tokensMake,
    revoke: async () => (await import('./revoke.ts')).tokensRevoke,
  },
});
