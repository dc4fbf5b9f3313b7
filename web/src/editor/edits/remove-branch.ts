import { actionOf, listAt, type Raw, withAction } from '../../flow-body/index.ts';
import { renumbered } from '../clipboard/renumber.ts';
import { branchesMember, placeOfBranch } from './branches.ts';
import { conflict, type EditKind } from './edit.ts';
import { dropUnreached } from './remove-action.ts';
import { renamedId } from './renamed.ts';

/** Takes a lane out of a branch, with all that only it leads to. */
export interface RemoveBranch {
  readonly kind: 'removeBranch';
  readonly actionId: string;
  readonly index: number;
  readonly was: Raw;
}

export const removeBranch: EditKind<RemoveBranch> = {
  label: ({ actionId }) => `delete a branch of action ${actionId}`,
  apply(raw, { actionId, index, was }) {
    const action = actionOf(raw, actionId);
    const member = action && branchesMember(action);
    if (!action || !member) return conflict(`Action ${actionId} is no longer there.`);
    const place = placeOfBranch(action, index, was);
    if (place === undefined) return conflict('The branch is no longer there.');
    const branches = listAt(action, member).filter((_, each) => each !== place);
    return { raw: dropUnreached(raw, withAction(raw, actionId, { ...action, [member]: branches })) };
  },
  renamed: (edit, ids) => ({
    ...edit,
    actionId: renamedId(edit.actionId, ids),
    was: renumbered(edit.was, ids),
  }),
};
