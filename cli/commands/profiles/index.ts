/** `millrace profiles`: the servers that commands speak to. */
import { group } from '../group.ts';

export const profiles = group({
  name: 'profiles',
  summary: 'name the servers that commands speak to',
  description:
    'A profile names a server, by its address and an access token. The tokens are kept in a file that only you may read, and are never shown. --profile names the one that is meant, or MILLRACE_PROFILE; else it is the usual one. MILLRACE_URL and MILLRACE_TOKEN stand in for a profile.',
  commands: {
    add: async () => (await import('./add.ts')).profilesAdd,
    list: async () => (await import('./list.ts')).profilesList,
    use: async () => (await import('./use.ts')).profilesUse,
    remove: async () => (await import('./remove.ts')).profilesRemove,
  },
});
