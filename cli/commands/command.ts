import type { Command } from 'commander';

/** Adds one command to the program: its arguments, its options, its help and what it does. Commands are one file each. */
export type AddCommand = (program: Command) => void;
