import { Output } from '../../support/output.ts';
import { readProfiles, writeProfiles } from '../../target/profiles.ts';
import { requireProfile } from '../../target/require-profile.ts';
import type { AddCommand } from '../command.ts';

export const profilesUse: AddCommand = (profiles) => {
  profiles
    .command('use')
    .summary('make a profile the usual one')
    .addHelpText('after', '\nExample:\n  millrace profiles use local')
    .argument('<name>')
    .action(async (name: string) => {
      const known = await readProfiles();
      requireProfile(known, name);
      await writeProfiles({ ...known, default: name });
      new Output(false).note(`${name} is the usual one.`);
    });
};
