import { actionOf, isBranching, slotsOf } from '../../flow-body/index.ts';
import type { Edit } from '../edits/index.ts';
import { type Command, editsSelection } from './command.ts';

/** A branch with something in its lanes asks which lane stays. */
export const remove: Command = {
  id: 'delete',
  title: 'Delete',
  group: 'Edit',
  keys: ['Delete', 'Backspace'],
  when: editsSelection,
  run({ raw, selection, tree }) {
    const [only] = selection;
    const action = selection.length === 1 ? actionOf(raw, only!) : undefined;
    if (action && isBranching(action) && slotsOf(action).some(({ to }) => to !== undefined))
      return { kind: 'removeBranch', id: only! };
    const edits = selection.map((id): Edit => {
      const slots = slotsOf(actionOf(raw, id)!);
      return { kind: 'removeAction', id, keeps: slots.find(({ to }) => to !== undefined)?.member ?? null };
    });
    const parent = tree.nodes.get(only!)?.parent;
    const label = selection.length === 1 ? `delete action ${only}` : `delete ${selection.length} actions`;
    return { kind: 'edits', edits, label, select: parent === undefined || parent === '' ? [] : [parent] };
  },
};
