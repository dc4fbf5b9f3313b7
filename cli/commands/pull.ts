import { pull as pullFlows } from '../files/pull.ts';
import { Failed } from '../support/failed.ts';
import { FOLDER, folderOption } from '../support/folder-option.ts';
import { type Context, onTarget } from '../support/on-target.ts';
import type { AddCommand } from './command.ts';

export const pull: AddCommand = (program) => {
  const command = folderOption(program.command('pull'))
    .summary('write the flows of a server into files')
    .description(
      'Writes each flow into a file of its own, with names in place of ids: { "email": "Welcome 1" }. What the names mean on this server is noted in millrace.map.json beside them. Commit both.',
    )
    .argument('[flow...]', 'only these, by their names or ids')
    .addHelpText('after', '\nExample:\n  millrace pull --profile sandbox');
  onTarget(
    command,
    async ({ target, out, options }: Context<{ readonly folder?: string }>, only: readonly string[]) => {
      const pulled = await pullFlows(target, options.folder ?? FOLDER, only);
      for (const problem of pulled.problems) out.note(problem);
      out.result(pulled, () => [
        ...pulled.written.map((file) => `wrote ${file}`),
        `${pulled.flows} ${pulled.flows === 1 ? 'flow' : 'flows'}, ${pulled.written.length} ${pulled.written.length === 1 ? 'file' : 'files'} written.`,
      ]);
      if (pulled.left > 0) throw new Failed();
    },
  );
};
