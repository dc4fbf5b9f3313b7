import { Command } from 'commander';
import { VERSION } from '../server/src/roles/version.ts';
import { COMMANDS } from './commands/index.ts';

/** The program with all of its commands. It ends no process: what was called wrongly, help and the version are thrown as a CommanderError. */
export function createProgram(): Command {
  const program = new Command('millrace')
    .description('Runs HubSpot workflows on your own PostgreSQL.')
    .version(VERSION, '-v, --version', 'say which release this is')
    .helpOption('-h, --help', 'say what can be done, or how')
    .helpCommand('help [command]', 'say how a command is used')
    .configureHelp({ showGlobalOptions: false })
    .showHelpAfterError('(what can be done: millrace --help)')
    .enablePositionalOptions()
    .exitOverride();
  for (const add of COMMANDS) add(program);
  return program;
}
