/** Loading, saving, drafts, and what happens when another revision came first. */
export { changesBetween } from './changes.ts';
export { Conflict } from './conflict.tsx';
export { type Draft, forgetDraft, keepDraft, readDraft } from './drafts.ts';
export { loadFlow } from './load.ts';
export { SaveDialog } from './save-dialog.tsx';
