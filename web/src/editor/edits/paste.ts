import { actionOf, addActions, type EdgeRef, idOf, type RawObject } from '../../flow-body/index.ts';
import { renumbered } from '../clipboard/renumber.ts';
import { conflict, type EditKind } from './edit.ts';
import { renamedId, renamedRef } from './renamed.ts';
import { attach, firstOpenEnd } from './segment.ts';

/** Puts copied actions, which have their new ids already, into a place. */
export interface Paste {
  readonly kind: 'paste';
  readonly at: EdgeRef;
  readonly actions: readonly RawObject[];
  readonly entry: string;
  readonly verb: 'paste' | 'duplicate';
}

export const paste: EditKind<Paste> = {
  label: ({ verb, actions }) => `${verb} ${actions.length === 1 ? 'an action' : `${actions.length} actions`}`,
  apply(raw, { at, actions, entry }) {
    const taken = actions.find((action) => actionOf(raw, idOf(action)));
    if (taken) return conflict(`There is an action ${idOf(taken)} already.`);
    return attach(addActions(raw, actions), { entry, exits: firstOpenEnd(actions) }, at);
  },
  creates: ({ actions }) => actions.map(idOf),
  renamed: (edit, ids) => ({
    ...edit,
    at: renamedRef(edit.at, ids),
    actions: renumbered(edit.actions, ids),
    entry: renamedId(edit.entry, ids),
  }),
};
