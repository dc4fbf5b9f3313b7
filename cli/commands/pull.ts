import { Option } from 'commander';
import { Failed } from '../failed.ts';
import { FORMATS, type Format } from '../files/flow-file.ts';
import { pull as pullFlows } from '../files/pull.ts';
import { FOLDER, folderOption } from '../support/folder-option.ts';
import { type Context, onTarget } from '../support/on-target.ts';
import type { AddCommand } from './command.ts';

interface Options {
  readonly folder?: string;
  readonly format: Format;
}

export const pull: AddCommand = (program) => {
  const command = folderOption(program.command('pull'))
    .summary('write the flows of a server into files')
    .description(
      'Writes each flow into a file of its own, with names in place of ids: { "email": "Welcome 1" }. What the names mean on this server is noted in millrace.map.json beside them. Commit both. In a file of YAML that is there, only what differs is changed: comments stay.',
    )
    .argument('[flow...]', 'only these, by their names or ids')
    .addOption(
      new Option('--format <format>', 'what new files are written in').choices(FORMATS).default('json'),
    )
    .addHelpText(
      'after',
      '\nExamples:\n  millrace pull --profile sandbox\n  millrace pull --profile sandbox --format yaml',
    );
  onTarget(command, async ({ target, out, options }: Context<Options>, only: readonly string[]) => {
    const pulled = await pullFlows(target, options.folder ?? FOLDER, only, options.format);
    for (const problem of pulled.problems) out.note(problem);
    out.result(pulled, () => [
      ...pulled.written.map((file) => `wrote ${file}`),
      `${pulled.flows} ${pulled.flows === 1 ? 'flow' : 'flows'}, ${pulled.written.length} ${pulled.written.length === 1 ? 'file' : 'files'} written.`,
    ]);
    if (pulled.left > 0) throw new Failed();
  });
};
