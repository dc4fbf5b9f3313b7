/**
 * Edits of a flow as data: a closed union, a file each. Applying one is pure; undo, drafts and the rebase on another's revision
 * all work on the same list.
 */
export * from './apply.ts';
export { type Applied, type Conflict, conflict, isConflict } from './edit.ts';
export * from './history.ts';
export type { Edit } from './list.ts';
export { type Clash, type Rebased, rebase } from './rebase.ts';
export { type Segment, segmentOf, withAllBelow } from './segment.ts';
export { OWNED } from './set-body.ts';
export type { SetMember } from './set-member.ts';
