import { actionOf, addActions, type EdgeRef, idOf, type RawObject } from '../../flow-body/index.ts';
import { renumbered } from '../clipboard/renumber.ts';
import { conflict, type EditKind } from './edit.ts';
import { renamedRef } from './renamed.ts';
import { attach } from './segment.ts';

/** Puts a new action into a place; what stood there follows by `leadsOn`, a member of the new action, or is let go. */
export interface InsertAction {
  readonly kind: 'insertAction';
  readonly at: EdgeRef;
  /** With its id, and without connections. */
  readonly action: RawObject;
  readonly leadsOn: string;
  /** The name of its type, for the label. */
  readonly name: string;
}

export const insertAction: EditKind<InsertAction> = {
  label: ({ name }) => `add ${name}`,
  apply(raw, { at, action, leadsOn }) {
    const id = idOf(action);
    if (actionOf(raw, id)) return conflict(`There is an action ${id} already.`);
    return attach(addActions(raw, [action]), { entry: id, exits: [{ from: id, member: leadsOn }] }, at);
  },
  creates: ({ action }) => [idOf(action)],
  renamed: (edit, ids) => ({ ...edit, at: renamedRef(edit.at, ids), action: renumbered(edit.action, ids) }),
};
