import { type AddCommand, addCalled, type Commands } from './command.ts';

interface Group {
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  readonly commands: Commands;
}

/** A word with commands below it: `millrace flows list`. */
export function group({ name, summary, description, commands }: Group): AddCommand {
  return (program, args) =>
    addCalled(commands, program.command(name).summary(summary).description(description), args);
}
