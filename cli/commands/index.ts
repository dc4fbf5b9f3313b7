/** The commands, in the order of the help. */
import type { AddCommand } from './command.ts';
import { demo } from './demo.ts';
import { start } from './start.ts';

export const COMMANDS: readonly AddCommand[] = [start, demo];
