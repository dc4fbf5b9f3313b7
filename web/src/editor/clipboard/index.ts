/** Copy and paste as JSON: actions with what hangs together between them, or a whole flow. */
export { type Clip, clip } from './clip.ts';
export { type Pasted, readClipboard } from './read.ts';
export { type NewIds, renumbered } from './renumber.ts';
export { withNewIds } from './with-new-ids.ts';
