import { Command, CommanderError } from 'commander';
import { VERSION } from '../server/src/roles/version.ts';
import { COMMANDS } from './commands/index.ts';
import { EXIT } from './exit.ts';
import { Failed } from './support/failed.ts';
import { UsageError } from './support/usage-error.ts';
import { TargetFailure } from './target/failure.ts';

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

// Whoever reads the output may stop reading: `millrace flows list | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
try {
  await program.parseAsync();
} catch (error) {
  // Help and version come by here, too: they have printed what they say.
  if (!(error instanceof CommanderError || error instanceof Failed)) console.error(messageOf(error as Error));
  process.exitCode = exitOf(error);
}

function exitOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.DONE : EXIT.USAGE;
  if (error instanceof UsageError) return EXIT.USAGE;
  return error instanceof TargetFailure && error.isOfTarget ? EXIT.NO_ENTRY : EXIT.FAILED;
}

/** With what is wrong in it, a line each, where a server lists several things. */
function messageOf(error: Error): string {
  if (!(error instanceof TargetFailure) || error.errors.length < 2) return error.message;
  return [error.message, ...error.errors.map(({ message }) => `  ${message}`)].join('\n');
}
