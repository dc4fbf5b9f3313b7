import { Failed } from '../failed.ts';
import { differences } from '../files/compare.ts';
import { sayDifferences } from '../files/say-differences.ts';
import { FILES, readSide } from '../files/side.ts';
import { FOLDER, folderOption } from '../support/folder-option.ts';
import { Output } from '../support/output.ts';
import type { AddCommand } from './command.ts';

interface Options {
  readonly folder?: string;
  readonly profile?: string;
  readonly json?: true;
  readonly check?: true;
}

export const diff: AddCommand = (program) => {
  folderOption(program.command('diff'))
    .summary('say what differs between files, servers and revisions')
    .description(
      'Compares two sides, flow by flow, in sentences. A side is "files", the name of a profile, or one revision of a flow: Welcome@3.',
    )
    .argument('<before>', 'files, a profile, or flow@revision')
    .argument('[after]', 'the same', FILES)
    .option('-p, --profile <name>', 'the server that revisions are of')
    .option('--check', 'end with 1 when anything differs')
    .option('--json', 'answer in JSON, for programs')
    .addHelpText(
      'after',
      '\nmillrace diff production              what the files would change there\nmillrace diff sandbox production      what differs between two servers\nmillrace diff Welcome@3 Welcome@5     what two edits have changed',
    )
    .action(async (before: string, after: string, options: Options) => {
      const at = { folder: options.folder ?? FOLDER, profile: options.profile };
      const found = differences(await readSide(before, at), await readSide(after, at));
      new Output(options.json === true).result(found, () => sayDifferences(found, before, after));
      if (options.check === true && found.length > 0) throw new Failed();
    });
};
