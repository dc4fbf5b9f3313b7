import type { Command } from 'commander';

/** Where the files of flows are, unless it is said. */
export const FOLDER = 'flows';

export function folderOption(command: Command): Command {
  return command.option('-f, --folder <folder>', `where the files are (by default: ${FOLDER})`);
}
