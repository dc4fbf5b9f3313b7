import { CommanderError } from 'commander';
import { EXIT } from './exit.ts';
import { Failed } from './failed.ts';
import { createProgram } from './program.ts';
import { TargetFailure } from './target/failure.ts';
import { UsageError } from './usage-error.ts';

const program = await createProgram(process.argv.slice(2));

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
