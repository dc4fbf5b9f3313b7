import { Output } from '../../support/output.ts';
import { table } from '../../support/table.ts';
import { readProfiles } from '../../target/profiles.ts';
import type { AddCommand } from '../command.ts';

export const profilesList: AddCommand = (profiles) => {
  profiles
    .command('list', { isDefault: true })
    .summary('list the profiles, without their tokens')
    .addHelpText('after', '\nExample:\n  millrace profiles')
    .option('--json', 'answer in JSON, for programs')
    .action(async ({ json }: { readonly json?: true }) => {
      const { default: usual, profiles: known } = await readProfiles();
      const shown = Object.entries(known).map(([name, { url }]) => ({ name, url, isUsual: name === usual }));
      new Output(json === true).result(shown, () =>
        shown.length === 0
          ? 'There is no profile yet: millrace profiles add local --url http://127.0.0.1:4040'
          : table(
              ['name', 'url', ''],
              shown.map(({ name, url, isUsual }) => [name, url, isUsual ? 'the usual one' : '']),
            ),
      );
    });
};
