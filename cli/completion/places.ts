import type { Command } from 'commander';

/** A word that may come next, and what it means. */
export interface Word {
  readonly word: string;
  readonly says: string;
}

/** A place on the line: the commands up to there, each with a space before it (` flows list`), and the words that may come next. */
export interface Place {
  readonly at: string;
  readonly words: readonly Word[];
}

/** All places of a program, the program itself first. */
export function placesOf(command: Command, at = ''): Place[] {
  const help = command.createHelp();
  const below = help.visibleCommands(command).filter((each) => each.name() !== 'help');
  const commands = below.map((each) => ({ word: each.name(), says: help.subcommandDescription(each) }));
  const options = help
    .visibleOptions(command)
    .map(({ long, short, description }) => ({ word: long ?? short ?? '', says: description }));
  return [
    { at, words: [...commands, ...options] },
    ...below.flatMap((each) => placesOf(each, `${at} ${each.name()}`)),
  ];
}
