import type { AddCommand } from './command.ts';

interface Group {
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  readonly commands: readonly AddCommand[];
}

/** A word with commands below it: `millrace flows list`. */
export function group({ name, summary, description, commands }: Group): AddCommand {
  return (program) => {
    const word = program.command(name).summary(summary).description(description);
    for (const add of commands) add(word);
  };
}
