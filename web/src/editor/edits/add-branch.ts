import { actionOf, listAt, type RawObject, withAction } from '../../flow-body/index.ts';
import { renumbered } from '../clipboard/renumber.ts';
import { branchesMember } from './branches.ts';
import { conflict, type EditKind } from './edit.ts';
import { renamedId } from './renamed.ts';

/** Adds a lane to a branch, before the default. */
export interface AddBranch {
  readonly kind: 'addBranch';
  readonly actionId: string;
  readonly branch: RawObject;
}

export const addBranch: EditKind<AddBranch> = {
  label: ({ actionId }) => `add a branch to action ${actionId}`,
  apply(raw, { actionId, branch }) {
    const action = actionOf(raw, actionId);
    const member = action && branchesMember(action);
    if (!action || !member) return conflict(`Action ${actionId} is no longer there.`);
    return { raw: withAction(raw, actionId, { ...action, [member]: [...listAt(action, member), branch] }) };
  },
  renamed: (edit, ids) => ({
    ...edit,
    actionId: renamedId(edit.actionId, ids),
    branch: renumbered(edit.branch, ids),
  }),
};
