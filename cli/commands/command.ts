import type { Command } from 'commander';

/**
 * Adds one command to the program: its arguments, its options, its help and what it does. Commands are one file each. `args` is what follows
 * the word that was called; empty where all is wanted, as for help.
 */
export type AddCommand = (program: Command, args: readonly string[]) => void | Promise<void>;

/** Commands by the word that they are called by. */
export type Commands = Readonly<Record<string, () => Promise<AddCommand>>>;

/** Adds the command that is called; all of them where none is, or one that there is not, so that help can list them. */
export async function addCalled(
  commands: Commands,
  program: Command,
  [called = '', ...args]: readonly string[],
): Promise<void> {
  if (Object.hasOwn(commands, called)) return (await commands[called]!())(program, args);
  for (const load of Object.values(commands)) await (await load())(program, []);
}
