import type { Found } from '../doctor/index.ts';
import { EXIT } from '../exit.ts';
import { bold } from '../support/look.ts';
import { Output } from '../support/output.ts';
import type { AddCommand } from './command.ts';

type Named = Found & { readonly name: string };

export const doctor: AddCommand = (program) => {
  program
    .command('doctor')
    .summary('say what is wrong with this installation')
    .description(
      'Looks at this machine as "millrace start" would find it, with the same settings, and changes nothing. Ends with status 1 where something keeps Millrace from running.',
    )
    .option('--json', 'answer in JSON, for programs')
    .addHelpText('after', '\nExample:\n  MILLRACE_PORT=8080 millrace doctor')
    .action(async ({ json }: { readonly json?: true }) => {
      const found = await lookAround();
      new Output(json === true).result(found, () => found.flatMap(linesOf));
      if (found.some(({ state }) => state === 'wrong')) process.exitCode = EXIT.FAILED;
    });
};

/** The server's code is loaded only now: no other command waits for it. */
async function lookAround(): Promise<readonly Named[]> {
  const { CHECKS, readSettings } = await import('../doctor/index.ts');
  const { config, found } = readSettings();
  const settings = { name: 'settings', ...found };
  if (config === undefined) return [settings];
  const rest = await Promise.all(
    CHECKS.map(async (each) => ({ name: each.name, ...(await each.look(config)) })),
  );
  return [settings, ...rest];
}

const MARKS = { well: 'ok   ', worse: 'worse', wrong: 'WRONG' } as const;

function linesOf({ name, state, says, todo }: Named): string[] {
  const mark = state === 'well' ? MARKS.well : bold(MARKS[state]);
  return [`${mark}  ${name}: ${says}`, ...(todo === undefined ? [] : [`       ${todo}`])];
}
