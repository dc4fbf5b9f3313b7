import { Output } from '../../support/output.ts';
import { readProfiles, writeProfiles } from '../../target/profiles.ts';
import { requireProfile } from '../../target/require-profile.ts';
import type { AddCommand } from '../command.ts';

export const profilesRemove: AddCommand = (profiles) => {
  profiles
    .command('remove')
    .summary('forget a profile and its token; the server is left as it is')
    .addHelpText('after', '\nExample:\n  millrace profiles remove local')
    .argument('<name>')
    .action(async (name: string) => {
      const known = await readProfiles();
      requireProfile(known, name);
      const { [name]: _, ...others } = known.profiles;
      await writeProfiles({
        ...(known.default === name ? {} : { default: known.default }),
        profiles: others,
      });
      new Output(false).note(`${name} is forgotten.`);
    });
};
