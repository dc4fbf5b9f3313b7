/** What becomes of a flow and of those in it with a save: sentences of the difference, and who waits where. For the editor and for revisions. */
export { ChangeList } from './change-list.tsx';
export { type Change, changesBetween } from './changes.ts';
export { leavePreviews, useEditPreview } from './edit-preview.ts';
export { Standing, StandingSkeleton } from './standing.tsx';
