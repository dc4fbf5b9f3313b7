/** Loading, saving, drafts, and what happens when another revision came first. */
import { later } from '../later.tsx';

export { type Draft, forgetDraft, keepDraft, readDraft } from './drafts.ts';
export { enrollMatching, loadFlow } from './load.ts';
export { onlyTurned } from './only-turned.ts';
export { ownRevision } from './own-revision.ts';

export const Conflict = later(async () => (await import('./conflict.tsx')).Conflict);
export const SaveDialog = later(async () => (await import('./save-dialog.tsx')).SaveDialog);
