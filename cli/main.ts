import { Command, CommanderError } from 'commander';
import { VERSION } from '../server/src/roles/version.ts';
import { COMMANDS } from './commands/index.ts';
import { EXIT } from './exit.ts';

const program = new Command('millrace')
  .description('Runs HubSpot workflows on your own PostgreSQL.')
  .version(VERSION, '-v, --version', 'say which release this is')
  .helpOption('-h, --help', 'say what can be done, or how')
  .helpCommand('help [command]', 'say how a command is used')
  .showHelpAfterError('(what can be done: millrace --help)')
  .enablePositionalOptions()
  .exitOverride();
for (const add of COMMANDS) add(program);

try {
  await program.parseAsync();
} catch (error) {
  // Help and version come by here, too: they have printed what they say.
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.DONE : EXIT.USAGE;
  else {
    console.error((error as Error).message);
    process.exitCode = EXIT.FAILED;
  }
}
