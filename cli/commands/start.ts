import type { AddCommand } from './command.ts';

/** The server reads its arguments itself, as it does when it is started from a clone. */
export const start: AddCommand = (program) => {
  program
    .command('start')
    .summary('run a server')
    .description('Runs a server: API, pages and worker, on an embedded PostgreSQL or on your own.')
    .helpOption(false)
    .allowUnknownOption()
    .argument('[args...]')
    .action(async (args: readonly string[]) => {
      const { serve } = await import('../../server/src/roles/index.ts');
      await serve(args, process.env['npm_lifecycle_event'] === 'start' ? 'npm start --' : 'millrace start');
    });
};
