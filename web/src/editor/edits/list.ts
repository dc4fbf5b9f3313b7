import { type AddBranch, addBranch } from './add-branch.ts';
import { type Connect, connect } from './connect.ts';
import type { EditKind } from './edit.ts';
import { type InsertAction, insertAction } from './insert-action.ts';
import { type MoveActions, moveActions } from './move-actions.ts';
import { type Paste, paste } from './paste.ts';
import { type RemoveAction, removeAction } from './remove-action.ts';
import { type RemoveBelow, removeBelow } from './remove-below.ts';
import { type RemoveBranch, removeBranch } from './remove-branch.ts';
import { type ReorderBranch, reorderBranch } from './reorder-branch.ts';
import { type SetAction, setAction } from './set-action.ts';
import { type SetBody, setBody } from './set-body.ts';
import { type SetMember, setMember } from './set-member.ts';

/** All that can be done to a flow. */
export type Edit =
  | AddBranch
  | Connect
  | InsertAction
  | MoveActions
  | Paste
  | RemoveAction
  | RemoveBelow
  | RemoveBranch
  | ReorderBranch
  | SetAction
  | SetBody
  | SetMember;

export const EDIT_KINDS: { readonly [K in Edit['kind']]: EditKind<Extract<Edit, { kind: K }>> } = {
  addBranch,
  connect,
  insertAction,
  moveActions,
  paste,
  removeAction,
  removeBelow,
  removeBranch,
  reorderBranch,
  setAction,
  setBody,
  setMember,
};
