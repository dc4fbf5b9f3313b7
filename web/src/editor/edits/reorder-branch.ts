import { actionOf, listAt, type Raw, withAction } from '../../flow-body/index.ts';
import { renumbered } from '../clipboard/renumber.ts';
import { branchesMember, placeOfBranch } from './branches.ts';
import { conflict, type EditKind } from './edit.ts';
import { renamedId } from './renamed.ts';

/** Puts a lane before or behind others: the first that fits is taken. */
export interface ReorderBranch {
  readonly kind: 'reorderBranch';
  readonly actionId: string;
  readonly index: number;
  readonly was: Raw;
  readonly to: number;
}

export const reorderBranch: EditKind<ReorderBranch> = {
  label: ({ actionId }) => `reorder the branches of action ${actionId}`,
  apply(raw, { actionId, index, was, to }) {
    const action = actionOf(raw, actionId);
    const member = action && branchesMember(action);
    if (!action || !member) return conflict(`Action ${actionId} is no longer there.`);
    const place = placeOfBranch(action, index, was);
    if (place === undefined) return conflict('The branch is no longer there.');
    const others = listAt(action, member).filter((_, each) => each !== place);
    const branches = others.toSpliced(to, 0, listAt(action, member)[place]!);
    return { raw: withAction(raw, actionId, { ...action, [member]: branches }) };
  },
  renamed: (edit, ids) => ({
    ...edit,
    actionId: renamedId(edit.actionId, ids),
    was: renumbered(edit.was, ids),
  }),
};
