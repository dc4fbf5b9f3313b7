/** What can be done in the editor: a command a file, with its keys, when it is possible, and the edits that it answers with. */
export type { Command, Outcome, Situation, Wish } from './command.ts';
export { findActions } from './find.ts';
export { commandFor, keyName, type Pressed } from './keys.ts';
export { COMMANDS } from './list.ts';
