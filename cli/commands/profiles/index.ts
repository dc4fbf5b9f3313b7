/** `millrace profiles`: the servers that commands speak to. */
import { group } from '../group.ts';
import { profilesAdd } from './add.ts';
import { profilesList } from './list.ts';
import { profilesRemove } from './remove.ts';
import { profilesUse } from './use.ts';

export const profiles = group({
  name: 'profiles',
  summary: 'name the servers that commands speak to',
  description:
    'A profile names a server, by its address and an access token. The tokens are kept in a file that only you may read, and are never shown. --profile names the one that is meant, or MILLRACE_PROFILE; else it is the usual one. MILLRACE_URL and MILLRACE_TOKEN stand in for a profile.',
  commands: [profilesAdd, profilesList, profilesUse, profilesRemove],
});
