/** `millrace accounts`: the accounts of a server. */
import { group } from '../group.ts';

export const accounts = group({
  name: 'accounts',
  summary: 'list and make accounts',
  description:
    'The accounts of a server, each with flows, records, tokens and a clock of its own. Only tokens of the first account see and make them.',
  commands: {
    list: async () => (await import('./list.ts')).accountsList,
    make: async () => (await import('./make.ts')).accountsMake,
  },
});
