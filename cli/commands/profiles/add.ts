import { Output } from '../../support/output.ts';
import { readSecret } from '../../support/read-secret.ts';
import { readProfiles, writeProfiles } from '../../target/profiles.ts';
import { Target } from '../../target/target.ts';
import { UsageError } from '../../usage-error.ts';
import type { AddCommand } from '../command.ts';

/** What a profile may be called: it goes into commands and into files. */
const NAME = /^[a-z0-9][a-z0-9._-]{0,62}$/i;

export const profilesAdd: AddCommand = (profiles) => {
  profiles
    .command('add')
    .summary('name a server, or give its profile another token')
    .argument('<name>', 'what it is called from then on')
    .requiredOption('--url <url>', 'where it is: http://127.0.0.1:4040, or https://api.hubapi.com')
    .option('--unchecked', 'without asking the server whether it knows the token')
    .addHelpText(
      'after',
      '\nThe token is asked for, or read from the input: millrace profiles add ci --url … < token.txt',
    )
    .action(async (name: string, { url, unchecked }: { readonly url: string; readonly unchecked?: true }) => {
      if (!NAME.test(name))
        throw new UsageError(
          `${JSON.stringify(name)} cannot be the name of a profile: letters, digits, dots, dashes.`,
        );
      if (!/^https?:\/\//.test(url) || !URL.canParse(url))
        throw new UsageError(`--url ${JSON.stringify(url)} is no address such as http://127.0.0.1:4040.`);
      const known = await readProfiles();
      const token = await readSecret(`Access token for ${url}: `);
      if (token === '') throw new UsageError('There is no token: nothing was kept.');
      if (!unchecked) await new Target({ name, url, token }).send('GET', '/account-info/v3/details');
      await writeProfiles({
        default: known.default ?? name,
        profiles: { ...known.profiles, [name]: { url, token } },
      });
      new Output(false).note(
        `${name} is ${url}.${known.default === undefined ? ' It is the usual one.' : ''}`,
      );
    });
};
