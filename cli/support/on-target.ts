import type { Command } from 'commander';
import { chooseTarget } from '../target/choose.ts';
import type { Target } from '../target/target.ts';
import { Output } from './output.ts';

/** The options of every command that speaks to a server. */
interface TargetOptions {
  readonly profile?: string;
  readonly json?: true;
}

export interface Context<Options> {
  readonly target: Target;
  readonly out: Output;
  readonly options: Options;
}

/**
 * Makes a command speak to a server: it gets `--profile` and `--json`, and does the work with both at hand. The work is given the arguments of
 * the command behind them. `named` reads the profile from the options, where another option names it, too.
 */
export function onTarget<Options extends object, Args extends readonly unknown[]>(
  command: Command,
  work: (context: Context<Options>, ...args: Args) => Promise<void>,
  named: (options: Options & TargetOptions) => string | undefined = ({ profile }) => profile,
): Command {
  return command
    .option('-p, --profile <name>', 'the server that is meant (see: millrace profiles)')
    .option('--json', 'answer in JSON, for programs')
    .action(async (...given: unknown[]) => {
      // Commander gives the arguments, then the options, then the command.
      const options = given.at(-2) as Options & TargetOptions;
      const target = await chooseTarget(named(options));
      const out = new Output(options.json === true);
      await work({ target, out, options }, ...(given.slice(0, -2) as unknown as Args));
    });
}
