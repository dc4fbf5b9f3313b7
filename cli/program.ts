import { Command } from 'commander';
import { VERSION } from '../server/src/roles/version.ts';
import { addCalled } from './commands/command.ts';
import { COMMANDS } from './commands/index.ts';

/** The command that tells of all others. */
const OF_ALL = 'completion';

/**
 * The program, with the command that `args` call, or with all. It ends no process: what was called wrongly, help and the version are thrown as a
 * CommanderError.
 */
export async function createProgram(args: readonly string[] = []): Promise<Command> {
  const program = new Command('millrace')
    .description('Runs HubSpot workflows on your own PostgreSQL.')
    .version(VERSION, '-v, --version', 'say which release this is')
    .helpOption('-h, --help', 'say what can be done, or how')
    .helpCommand('help [command]', 'say how a command is used')
    .configureHelp({ showGlobalOptions: false })
    .showHelpAfterError('(what can be done: millrace --help)')
    .enablePositionalOptions()
    .exitOverride();
  await addCalled(COMMANDS, program, args[0] === OF_ALL ? [] : args);
  return program;
}
