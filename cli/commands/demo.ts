import { runDemo } from '../demo/run-demo.ts';
import type { AddCommand } from './command.ts';

export const demo: AddCommand = (program) => {
  program
    .command('demo')
    .summary('see the main job done, in a few seconds')
    .description(
      'Tells the main job step by step, on a server of its own that goes with it: a form submission enrolls a contact, a ticket is made, a day passes, a mail goes out.',
    )
    .addHelpText('after', '\nExample:\n  millrace demo --keep')
    .option('--keep', 'leave the server up at the end, to look at its page')
    .action(({ keep }: { readonly keep?: true }) => runDemo({ isKept: keep === true }));
};
