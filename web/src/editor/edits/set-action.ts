import { actionOf, idOf, type RawObject, sameRaw, withAction } from '../../flow-body/index.ts';
import { renumbered } from '../clipboard/renumber.ts';
import { conflict, type EditKind } from './edit.ts';
import { renamedId } from './renamed.ts';

/** Replaces the whole JSON of an action. */
export interface SetAction {
  readonly kind: 'setAction';
  readonly id: string;
  readonly action: RawObject;
  readonly was: RawObject;
}

export const setAction: EditKind<SetAction> = {
  label: ({ id }) => `change the JSON of action ${id}`,
  apply(raw, { id, action, was }) {
    const now = actionOf(raw, id);
    if (!now) return conflict(`Action ${id} is no longer there.`);
    if (idOf(action) !== id)
      return conflict(`The id of an action does not change: "actionId" must stay "${id}".`);
    if (!sameRaw(now, was)) return conflict('It has other members by now.');
    return { raw: withAction(raw, id, action) };
  },
  renamed: (edit, ids) => ({
    ...edit,
    id: renamedId(edit.id, ids),
    action: renumbered(edit.action, ids),
    was: renumbered(edit.was, ids),
  }),
};
