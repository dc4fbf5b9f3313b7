import type { Command } from 'commander';
import { createProgram } from '../../cli/program.ts';
import { table } from './write.ts';

/** The commands of the program, in the order of its help. */
export async function commandsTable(): Promise<string> {
  return table(['command', 'what it does'], rowsOf(await createProgram(), 'millrace'));
}

function rowsOf(command: Command, words: string): string[][] {
  if (command.commands.length > 0)
    return command.commands.flatMap((each) => rowsOf(each, `${words} ${each.name()}`));
  const usage = command.registeredArguments.map((argument) => {
    const name = `${argument.name()}${argument.variadic ? '…' : ''}`;
    return argument.required ? ` <${name}>` : ` [${name}]`;
  });
  return [[`\`${words}${usage.join('')}\``, command.summary()]];
}
